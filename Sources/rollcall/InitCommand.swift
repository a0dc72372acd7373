import ArgumentParser
import Bytes
import Configure

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Makes a folder for --site, with settings, texts and a page to start from.",
    discussion: """
      Files that exist are never overwritten. To a folder that has a site.yml, only what \
      --with-assets and --with-templates ask for is added.
      """)

  @Argument(help: "The folder to make, or to add to.")
  var folder: String

  @Option(help: "The language of the report, and of the texts to start from.")
  var language = Language.english

  @Flag(help: "Copy the styles, scripts and pictures of the report as well, to change them.")
  var withAssets = false

  @Flag(help: "Copy the page templates as well, to change them.")
  var withTemplates = false

  func validate() throws {
    guard !folder.isEmpty else { throw ValidationError("folder: this is empty; give a name.") }
  }

  func run() throws {
    let isNew = try Files.read("\(folder)/site.yml") == nil
    guard isNew || withAssets || withTemplates else {
      throw fail(
        "\(folder): has a site.yml already; nothing is written; "
          + "add to it by --with-assets or --with-templates, or name another folder",
        Exit.badSettings)
    }
    guard isNew || language == Language.english else {
      throw fail(
        "\(folder): has a site.yml already; set language there, and give no --language",
        Exit.badSettings)
    }
    let starter = try starter(isNew: isNew)
    for file in starter { try NewFile.write(file.bytes, to: "\(folder)/\(file.path)") }
    if isNew { print(visible("next: rollcall build DUMP --site \(folder)")) }
  }

  /// What is to be written, by paths in the folder.
  private func starter(isNew: Bool) throws -> [(path: String, bytes: [UInt8])] {
    let site = Files.shipped("site")
    var sources: [(from: String, to: String)] = []
    if isNew {
      let texts = try texts(in: "\(site)/words")
      sources = [(site, ""), (texts, ""), ("\(texts)/pages", "pages/")]
    }
    if withAssets { sources.append(("\(site)/assets", "assets/")) }
    if withTemplates { sources.append((Files.shipped("Templates"), "Templates/")) }
    return try sources.flatMap { from, to in
      let files = try Files.names(in: from).compactMap { name in
        try Files.read("\(from)/\(name)").map { (name: name, bytes: $0) }
      }
      guard !files.isEmpty else {
        throw fail(
          "\(from): no files of rollcall here; install it (make install), "
            + "or run where its 'site' and 'Templates' are", Exit.badSettings)
      }
      return files.map { (to + $0.name, $0.name == "site.yml" ? worded($0.bytes) : $0.bytes) }
    }
  }

  /// The folder with the text of About, an announcement and a page, in English where the language
  /// has none. The language must be one of the program's.
  private func texts(in words: String) throws -> String {
    let known = try LanguageFiles.languages(in: words)
    guard known.isEmpty || known.contains(language) else {
      throw fail(
        visible(
          "--language: no words for '\(language)'; there are \(known.joined(separator: ", "))"),
        Exit.usage)
    }
    let own = "\(words)/\(language)"
    return Files.isFolder(own) ? own : "\(words)/\(Language.english)"
  }

  /// `site.yml`, which explains the key by an example, with the language set.
  private func worded(_ settings: [UInt8]) -> [UInt8] {
    guard language != Language.english,
      let example = settings.firstRange(of: Array("# language: de\n".utf8))
    else { return settings }
    var settings = settings
    settings.replaceSubrange(example, with: Array("language: \(language)\n".utf8))
    return settings
  }
}
