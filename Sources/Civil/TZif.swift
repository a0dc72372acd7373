import Bytes
import Glibc

/// Why a zone could not be loaded.
package enum ZoneError: Error, Equatable {
  /// No file of that name; `suggestion` is the nearest name that there is.
  case unknown(String, suggestion: String?)
  /// The machine has no zone files at all.
  case noZoneFiles(folder: String)

  /// What is wrong and how to mend it, whoever asked for the zone.
  package static func noZoneFiles(in folder: String) -> String {
    "no time zones in \(folder); install the package 'tzdata'"
  }
}

extension Zone {
  /// Loads the IANA zone `name` from the machine's zone files (TZif version 2
  /// or later, RFC 9636), with the rule that stands in the file for the years
  /// after its table, up to 2101.
  package static func load(
    _ name: String, from folder: String = "/usr/share/zoneinfo"
  ) throws(ZoneError) -> Zone {
    guard let bytes = isPlain(name) ? readFile("\(folder)/\(name)") : nil,
      let zone = TZifReader(bytes).zone(named: name)
    else {
      if name == "UTC" { return .utc }
      let names = zoneNames(in: folder)
      guard !names.isEmpty else { throw .noZoneFiles(folder: folder) }
      throw .unknown(name, suggestion: near(name, among: names, in: folder))
    }
    return zone
  }

  /// What `name` stands for where it is another way to one of `names`, the one place that it
  /// leaves out the region of, or the nearest spelling.
  private static func near(_ name: String, among names: [String], in folder: String) -> String? {
    if let target = target(of: name, in: folder), names.contains(target) { return target }
    let places = names.filter {
      $0.utf8.split(separator: slash).last.map { String(Substring($0)) } == name
    }
    return places.count == 1 ? places.first : nearest(to: name, among: names)
  }

  /// The name, below `folder`, of the file that an entry of it leads to.
  private static func target(of name: String, in folder: String) -> String? {
    let parts = name.utf8.split(separator: slash)
    guard let first = parts.first, notZones.contains(String(Substring(first))) else { return nil }
    if parts.count > 1 { return String(Substring(name.utf8.dropFirst(first.count + 1))) }
    guard let real = realpath("\(folder)/\(name)", nil) else { return nil }
    defer { free(real) }
    let path = String(cString: real)
    guard path.hasPrefix("\(folder)/") else { return nil }
    return String(Substring(path.utf8.dropFirst(folder.utf8.count + 1)))
  }

  /// Whether `name` can only be the file of a zone below the zone folder.
  private static func isPlain(_ name: String) -> Bool {
    let allowed = name.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "+-_/".utf8.contains(byte)
    }
    let first = name.utf8.prefix { $0 != slash }
    return allowed && !name.isEmpty && !name.hasPrefix("/") && !name.hasSuffix("/")
      && name.utf8.count <= 64 && !notZones.contains(String(Substring(first)))
  }
}

/// The bytes of a small file; nil when it cannot be read.
private func readFile(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 65_536)
  let count = fread(&bytes, 1, bytes.count, file)
  return count > 0 ? Array(bytes[..<count]) : nil
}

private struct TZifReader {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func zone(named name: String) -> Zone? {
    // The version-1 block has 32-bit times; the block behind it is the real one.
    guard let first = Header(bytes, at: 0), first.version >= UInt8(ascii: "2"),
      let header = Header(bytes, at: 44 + first.length(timeSize: 4))
    else { return nil }
    let types = header.body + header.times * 9
    let footer = header.body + header.length(timeSize: 8)
    guard bytes.count > footer, header.types > 0 else { return nil }
    let typeOffsets = (0..<header.types).map { Int(int32(at: types + $0 * 6)) }
    var starts = [Int.min]
    var offsets = [typeOffsets[0]]
    for index in 0..<header.times {
      let type = Int(bytes[header.body + header.times * 8 + index])
      guard type < typeOffsets.count else { return nil }
      let start = Int(int64(at: header.body + index * 8))
      if start > starts[starts.count - 1], typeOffsets[type] != offsets[offsets.count - 1] {
        starts.append(start)
        offsets.append(typeOffsets[type])
      }
    }
    let rule = bytes[(footer + 1)...].prefix { $0 != UInt8(ascii: "\n") }
    PosixRule(rule)?.extend(&starts, &offsets)
    return Zone(name: name, starts: starts, offsets: offsets)
  }

  private func int32(at index: Int) -> Int32 {
    Int32(bitPattern: bytes[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) })
  }

  private func int64(at index: Int) -> Int64 {
    Int64(bitPattern: bytes[index..<index + 8].reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// The counts of one block, and where its body begins.
  private struct Header {
    let version: UInt8
    let body: Int
    let counts: [Int]
    var times: Int { counts[3] }
    var types: Int { counts[4] }

    init?(_ bytes: [UInt8], at start: Int) {
      guard bytes.count >= start + 44, bytes[start..<start + 4].elementsEqual("TZif".utf8) else {
        return nil
      }
      version = bytes[start + 4]
      body = start + 44
      counts = (0..<6).map { field in
        let place = start + 20 + field * 4
        return bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      }
    }

    /// Order in the file: isutcnt, isstdcnt, leapcnt, timecnt, typecnt, charcnt.
    func length(timeSize: Int) -> Int {
      counts[0] + counts[1] + counts[2] * (timeSize + 4) + counts[3] * (timeSize + 1)
        + counts[4] * 6 + counts[5]
    }
  }
}

private let slash = UInt8(ascii: "/")

/// Entries of the zone folder that are no zones: other ways to them (`right` with leap seconds, which
/// Unix time has not), what this machine happens to have set, and what stands for "not set yet".
private let notZones: Set<String> = ["posix", "right", "posixrules", "localtime", "Factory"]

/// All zone names below `folder`, in code-point order.
private func zoneNames(in folder: String, under prefix: String = "") -> [String] {
  var names: [String] = []
  for entry in opendir(folder).flatMap(FolderEntry.all) ?? [] {
    let name = String(decoding: entry.name, as: UTF8.self)
    guard let first = name.utf8.first, (65...90).contains(first), !notZones.contains(name) else {
      continue
    }
    if entry.type == DT_DIR {
      names += zoneNames(in: "\(folder)/\(name)", under: "\(prefix)\(name)/")
    } else {
      names.append(prefix + name)
    }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
