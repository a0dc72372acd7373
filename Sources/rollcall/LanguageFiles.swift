import Configure
import Convert
import Ingest

/// The files of words that a report's language is made of.
struct LanguageFiles {
  let language: Language
  /// All files that were read, by their paths.
  let files: [(path: String, bytes: [UInt8])]

  /// Those of the program, and over them, key by key, the publisher's.
  init(_ site: SiteFolder) throws {
    let code = site.settings.language
    let shipped = Files.shipped("site") + "/words"
    var reader = WordsReader()
    guard let english = try reader.read("\(shipped)/\(Language.english).yml") else {
      throw fail(
        "\(shipped)/\(Language.english).yml: no such file; run rollcall where its folder site is, "
          + "or install it anew", Exit.badSettings)
    }
    let own = code == Language.english ? nil : try reader.read("\(shipped)/\(code).yml")
    let publishers = "\(site.path)/words"
    let overlay =
      publishers == shipped ? nil : try reader.read("\(publishers)/\(code).yml")
    guard code == Language.english || own != nil || overlay != nil else {
      let known = try LanguageFiles.languages(in: shipped).joined(separator: ", ")
      throw fail(
        "\(site.path)/site.yml: language: no words for '\(code)'; there are \(known), or write "
          + "\(publishers)/\(code).yml", Exit.badSettings)
    }
    do throws(SettingsError) {
      language = try Language(
        code, english: english, own: own ?? .none,
        overlays: [site.settings.words] + (overlay.map { [$0] } ?? []))
    } catch {
      throw fail(error.description, Exit.badSettings)
    }
    files = reader.files
  }

  /// Those that a folder of words has a file of.
  static func languages(in folder: String) throws -> [String] {
    try Files.names(in: folder).filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }
  }
}

private struct WordsReader {
  private(set) var files: [(path: String, bytes: [UInt8])] = []

  /// nil when there is no such file.
  mutating func read(_ path: String) throws -> WordsFile? {
    // The same file by another path brings nothing.
    guard let bytes = try Files.read(path), !files.contains(where: { $0.bytes == bytes }) else {
      return nil
    }
    files.append((path, bytes))
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw fail("\(path): not UTF-8; save it as UTF-8", Exit.badSettings)
    }
    do throws(SettingsError) {
      return try WordsFile(text, file: path)
    } catch {
      throw fail(error.description, Exit.badSettings)
    }
  }
}

extension Noun {
  /// What the one system that all records come from calls its workspaces; `workspaces` for several
  /// systems and for dumps of rollcall.
  init(of files: ReadFiles) {
    let origins = files.origins
    switch origins.count == 1 ? origins.first.flatMap(System.init) : nil {
    case .slack, .mattermost, .zulip: self = .channels
    case .github: self = .repositories
    case .okta, .entra: self = .apps
    case .google, nil: self = .workspaces
    }
  }
}
