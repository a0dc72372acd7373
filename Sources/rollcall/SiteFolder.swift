import Configure
import Glibc

/// The folder that a publisher keeps by hand, and its settings.
struct SiteFolder {
  let path: String
  let settings: Settings
  /// The bytes of its `site.yml`.
  let settingsFile: [UInt8]
  /// The folder that `make install` made and that the one in the working folder
  /// takes the place of; nil where there is none, or the folder was named.
  let hidden: String?

  /// Without its `site.yml` there is no report, as settings that are not found would name people who
  /// are to be left out.
  ///
  /// - Parameter named: by `--site`.
  init(named: String?) throws {
    path = try named ?? Files.folder("site")
    if let named, !Files.isFolder(named) {
      throw fail(
        "\(named): no such folder; name the one with site.yml by --site", Exit.badSettings)
    }
    let file = "\(path)/site.yml"
    let bytes = try Files.read(file)
    guard let bytes else {
      throw fail(
        "\(file): no such file; name the folder with site.yml by --site, or make the file, "
          + "which may be empty", Exit.badSettings)
    }
    settingsFile = bytes
    settings = try SiteFolder.settings(settingsFile, file)
    hidden = named == nil ? SiteFolder.installed(otherThan: path) : nil
  }

  private static func settings(_ bytes: [UInt8], _ file: String) throws -> Settings {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw fail("\(file): not UTF-8; save it as UTF-8", Exit.badSettings)
    }
    do throws(SettingsError) {
      return try Settings.parse(text, file: file)
    } catch {
      throw fail(error.description, Exit.badSettings)
    }
  }

  private static func installed(otherThan path: String) -> String? {
    guard let installed = Files.installed("site") else { return nil }
    var (ours, theirs) = (stat(), stat())
    guard stat(path, &ours) == 0, stat(installed, &theirs) == 0 else { return nil }
    return (ours.st_dev, ours.st_ino) == (theirs.st_dev, theirs.st_ino) ? nil : installed
  }
}
