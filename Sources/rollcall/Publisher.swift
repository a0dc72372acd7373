import Civil
import Configure
import Ingest
import Mail
import Markdown
import Render
import Search
import Write

/// Brings the publisher's own files and a report together, and writes the site.
struct Publisher {
  var settings: Settings { site.settings }
  let site: SiteFolder
  private let language: Language
  private let texts: SiteTexts
  private let assets: Assets
  private let programs: PagePrograms
  /// Of all that the publisher's files give a report, and the program.
  let fingerprint: Fingerprint

  /// What the report is made of.
  struct Written: Sendable {
    var pages = 0
    var files = 0
    var bytes = 0
    /// Files that the report before did not have, or not with these bytes.
    var changed = 0
    /// Descriptions that were too costly to render, and stand as they are.
    var plainTexts = 0
  }

  /// Reads what is cheap to check before a gigabyte is read.
  ///
  /// - Parameter templatesFolder: by `--templates`; it must then be there.
  init(_ site: SiteFolder, templatesFolder: String?) throws {
    self.site = site
    let words = try LanguageFiles(site)
    language = words.language
    let templateWords = language.words(.workspaces)
    assets = try Publisher.assets(in: site.path, site.settings, templateWords)
    texts = try Publisher.texts(in: site.path, site.settings, assets, templateWords)
    let templates = try Publisher.templates(in: site.path, named: templatesFolder)
    do throws(TemplateError) {
      programs = try PagePrograms(templates, assets, templateWords)
    } catch {
      throw fail("\(error)", Exit.badSettings)
    }
    fingerprint = Publisher.fingerprint(
      site.settingsFile, templates, texts, assets, words.files)
  }

  private static func fingerprint(
    _ settings: [UInt8], _ templates: [TemplateSource], _ texts: SiteTexts, _ assets: Assets,
    _ words: [(path: String, bytes: [UInt8])]
  ) -> Fingerprint {
    var fingerprint = Fingerprint()
    fingerprint.add(settings)
    let pages = ([texts.about, texts.aboutYou] + texts.pages).map { ($0.name, $0.text) }
    let files = templates.map { ($0.name, $0.bytes) } + assets.all.map { ($0.name, $0.bytes) }
    // Not by their paths, which depend on the working folder.
    let words = words.map { ("words", $0.bytes) }
    for (name, bytes) in files + pages + words + [("announcement", texts.announcement.text)] {
      fingerprint.add(name)
      fingerprint.add(bytes)
    }
    return fingerprint
  }

  /// The program's templates, and over them, file by file, the publisher's.
  private static func templates(
    in site: String, named: String?
  ) throws -> [TemplateSource] {
    if let named, !Files.isFolder(named) {
      throw fail(
        "\(named): no such folder; name the one with the templates by --templates",
        Exit.badSettings)
    }
    let own = "\(site)/Templates"
    let folder = try named ?? (Files.isFolder(own) ? own : Files.folder("Templates"))
    let files = try Files.layered([Files.shipped("Templates"), folder])
      .filter { $0.name.hasSuffix(".mustache") }
    guard files.contains(where: { $0.name == "page.mustache" }) else {
      throw fail(
        "\(folder): no page.mustache in this folder; "
          + "give the one with the templates by --templates", Exit.badSettings)
    }
    return files.map {
      TemplateSource(name: String($0.name.dropLast(9)), file: $0.path, bytes: $0.bytes)
    }
  }

  private static func texts(
    in folder: String, _ settings: Settings, _ assets: Assets, _ words: Words
  ) throws -> SiteTexts {
    let (about, aboutYou) = (
      try explained("about", in: folder, settings.language),
      try explained("about-you", in: folder, settings.language)
    )
    var pages: [SiteTexts.MarkdownPage] = []
    for file in try Files.names(in: "\(folder)/pages") where file.hasSuffix(".md") {
      let name = String(file.dropLast(3))
      guard Page.isFree(name) else {
        throw fail(
          "\(folder)/pages/\(file): a page's name has small letters, digits and '-' only, "
            + "and is not that of a page of the report; rename it", Exit.badSettings)
      }
      guard let text = try Files.read("\(folder)/pages/\(file)") else { continue }
      pages.append(
        try rendered("\(folder)/pages/\(file)") { () throws(MarkdownError) in
          try SiteTexts.MarkdownPage(name: name, text: text, assets: assets, words: words)
        })
    }
    let announcement = try Files.read("\(folder)/announcement.md") ?? []
    let logo = settings.logo.flatMap(assets.path)
    if let name = settings.logo, logo == nil {
      throw fail(
        "\(folder)/site.yml: logo: no file '\(name)' in \(folder)/assets", Exit.badSettings)
    }
    return SiteTexts(
      about: try rendered(about.path) { () throws(MarkdownError) in
        try SiteTexts.MarkdownPage(name: "about", text: about.text, assets: assets, words: words)
      },
      aboutYou: try rendered(aboutYou.path) { () throws(MarkdownError) in
        try SiteTexts.MarkdownPage(
          name: "about-you", text: aboutYou.text, assets: assets, words: words)
      },
      contact: try rendered("\(folder)/site.yml: contact") { () throws(MarkdownError) in
        try SiteTexts.Announcement(
          text: Array((settings.contact ?? "").utf8), assets: assets, words: words)
      },
      announcement: try rendered("\(folder)/announcement.md") { () throws(MarkdownError) in
        try SiteTexts.Announcement(text: announcement, assets: assets, words: words)
      },
      pages: pages, navigation: try navigation(in: folder, settings, assets), logo: logo ?? "")
  }

  /// A text that each report has. The publisher's, else the program's: in the language, else in
  /// English.
  private static func explained(
    _ name: String, in folder: String, _ language: String
  ) throws -> (path: String, text: [UInt8]) {
    let shipped = Files.shipped("site")
    for path in [
      "\(folder)/\(name).md", "\(folder)/words/\(language)/\(name).md",
      "\(shipped)/words/\(language)/\(name).md",
      "\(shipped)/words/\(Language.english)/\(name).md",
    ] {
      if let text = try Files.read(path) { return (path, text) }
    }
    return ("\(folder)/\(name).md", [])
  }

  private static func rendered<Result>(
    _ path: String, _ render: () throws(MarkdownError) -> Result
  ) throws -> Result {
    do throws(MarkdownError) {
      return try render()
    } catch {
      throw fail("\(path):\(error.line): \(error)", Exit.badSettings)
    }
  }

  private static func navigation(
    in folder: String, _ settings: Settings, _ assets: Assets
  ) throws -> [Settings.Link] {
    try settings.navigation.map { link in
      var link = link
      switch assets.targets.target(of: Array(link.address.utf8)) {
      case .elsewhere: break
      case .asset(let path): link.address = String(decoding: path, as: UTF8.self)
      case .missing:
        throw fail(
          "\(folder)/site.yml: navigation: '\(link.address)' leads to no file in "
            + "\(folder)/assets; put the file there, or mend the entry", Exit.badSettings)
      }
      return link
    }
  }

  /// All texts of a report of the dump.
  func words(for dump: Dump) -> Words { language.words(Noun(of: dump.read)) }

  /// - Parameter base: stands for all that pages have from elsewhere than the dump's records.
  func write(
    _ report: Report, to site: Site, base: [UInt8], threads: Int
  ) throws(WriteError) -> (Written, Status) {
    let outline = Outline(report, texts)
    func renderer(_ sizes: [ReportTable: TableSize]) -> PageRenderer {
      PageRenderer(outline, programs, sizes: sizes, seed: site.seed, base: base)
    }
    let work = Work(site, threads: threads)
    try site.begin(report.folders, base: base)
    try writeAssets(report, work)
    let sizes = try writeTablesAndSearch(outline, work)
    let plainTexts = try writePages(outline, (0..<work.threads).map { _ in renderer(sizes) }, work)
    let zipBytes = try settings.zip ? writeZip(outline, work) : nil
    try writeOverview(renderer(sizes), zipBytes, work)
    try writeDigest(outline, work)
    var written = work.written
    written.plainTexts = plainTexts
    written.files += 1
    let status = Status(report.dump, report.measures, written)
    if try site.write(Array(status.json.utf8), to: Status.file) { written.changed += 1 }
    return (written, status)
  }

  /// The tables, and beside them the search index, which takes as long as the longest.
  private func writeTablesAndSearch(
    _ outline: Outline, _ work: Work
  ) throws(WriteError) -> [ReportTable: TableSize] {
    let tables = outline.tables
    let sizes = Gathered<ReportTable, TableSize>()
    try work.forEach(tables.count + 1) { index, _, sink throws(WriteError) in
      guard index > 0 else { return try Publisher.search(outline).print(into: sink.write) }
      let table = tables[index - 1]
      let printed = outline.output(of: table)
      sizes[table] = printed.size
      try sink.write(printed.csv, table.path + ".csv")
      for file in printed.list { try sink.write(file.bytes, file.path) }
    }
    return sizes.all
  }

  private static func search(_ outline: Outline) -> SearchIndex {
    let dump = outline.report.dump
    let orders = outline.report.ranking.orders
    return SearchIndex(
      users: dump.users, order: orders.users,
      workspaces: orders.workspaces.map { dump.workspaces[$0] }, pages: outline.searchPages,
      noun: outline.report.words[.kindWorkspace])
  }

  /// How many descriptions stand as plain text.
  private func writePages(
    _ outline: Outline, _ renderers: [PageRenderer], _ work: Work
  ) throws(WriteError) -> Int {
    let dump = outline.report.dump
    // The overview is last, as it tells how big all CSVs are together.
    let pages = outline.pages.filter { $0 != .overview }
    let renderers = Lent(renderers)
    let progress = Progress(
      "rendering", total: pages.count + dump.users.count + dump.workspaces.count, unit: .pages)
    defer { progress.finish() }
    try work.forEach(pages.count) { index, worker, sink throws(WriteError) in
      try renderers[worker].page(pages[index], write: sink.write)
      progress.add(1)
    }
    try work.forEach(dump.workspaces.count) { workspace, worker, sink throws(WriteError) in
      try renderers[worker].workspace(workspace, write: sink.write)
      progress.add(1)
    }
    try work.forEach(dump.users.count) { user, worker, sink throws(WriteError) in
      try renderers[worker].user(user, write: sink.write)
      progress.add(1)
    }
    let ranks = RunningRanks(outline.report)
    try work.forEach(ranks.count) { index, _, sink throws(WriteError) in
      let file = ranks.file(index)
      try sink.write(file.bytes, file.path)
    }
    return (0..<work.threads).reduce(0) { $0 + renderers[$1].plainTexts }
  }

  /// How big it is.
  private func writeZip(_ outline: Outline, _ work: Work) throws(WriteError) -> Int {
    let sink = Work.Sink(work.site)
    let zip = try work.site.zip(
      outline.tablePaths, to: Outline.zipFile, time: Int(outline.report.dump.asOf))
    sink.count(bytes: zip.bytes, isNew: zip.isNew)
    work.add(sink)
    return zip.bytes
  }

  private func writeOverview(
    _ renderer: PageRenderer, _ zipBytes: Int?, _ work: Work
  ) throws(WriteError) {
    let sink = Work.Sink(work.site)
    renderer.zipBytes = zipBytes
    try renderer.page(.overview, write: sink.write)
    work.add(sink)
  }

  /// The program's assets, over them, file by file, the publisher's; a style sheet with the
  /// publisher's accent, and the texts of the scripts.
  private static func assets(
    in folder: String, _ settings: Settings, _ words: Words
  ) throws -> Assets {
    var files = try Files.layered(["\(Files.shipped("site"))/assets", "\(folder)/assets"])
      .map { (name: $0.name, bytes: $0.bytes) }
      .filter { $0.name != Words.scriptName }
    if !files.contains(where: { $0.name == "theme.css" }) {
      let accent = settings.accent.map { ":root { --accent: \($0) }\n" } ?? ""
      files.append(("theme.css", Array(accent.utf8)))
    }
    files.append((Words.scriptName, words.script))
    return Assets(files)
  }

  private func writeDigest(_ outline: Outline, _ work: Work) throws(WriteError) {
    let sink = Work.Sink(work.site)
    try sink.write(outline.digest.bytes, Digest.file)
    work.add(sink)
  }

  private func writeAssets(_ report: Report, _ work: Work) throws(WriteError) {
    let sink = Work.Sink(work.site)
    for asset in assets.all { try sink.write(asset.bytes, "assets/\(asset.hashedName)") }
    try sink.write(report.momentScript, "assets/\(Report.momentScriptName)")
    work.add(sink)
  }
}
