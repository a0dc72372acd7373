import Bytes
import CPlatform
import CSimdjson

/// Converts the chunks that one worker takes: a converter for each format.
final class ChunkConverter {
  private let sink: Sink
  /// Words of which a page of the file at hand has one, in quotes.
  private var pageWords: [[UInt8]] = []
  private let formats = Formats()
  private lazy var mattermost = MattermostLines()
  private lazy var googleActivities = GoogleActivities()
  private lazy var googleUsers = GoogleUsers()
  private lazy var oktaEvents = OktaEvents()
  private lazy var oktaUsers = OktaUsers()
  private lazy var entraSignIns = EntraSignIns()
  private lazy var entraUsers = EntraUsers()
  private lazy var githubEvents = GitHubEvents()
  private lazy var githubAudit = GitHubAudit()
  private lazy var githubMembers = GitHubMembers()
  private lazy var slackLogins = SlackLogins()
  private lazy var slackUsers = SlackUsers()
  private lazy var slackConversations = SlackConversations()
  private lazy var slackMessages = SlackMessages()
  private lazy var zulipRealm = ZulipRealm()
  private lazy var zulipUsers = ZulipUsers(areBots: false)
  private lazy var zulipBots = ZulipUsers(areBots: true)
  private lazy var zulipStreams = ZulipStreams()
  private lazy var zulipRecipients = ZulipRecipients()
  private lazy var zulipSubscriptions = ZulipSubscriptions()
  private lazy var zulipMessages = ZulipMessages()
  private lazy var zulipReactions = ZulipReactions()

  init(_ sink: Sink) { self.sink = sink }

  /// Where a record of a document is no JSON, which stops the run: its offset.
  private(set) var broken: Int?

  func convert(_ chunk: Chunk, of file: ForeignFile, _ window: Window) {
    guard let system = file.format.system else { return }
    if file.format != sink.file.format {
      pageWords = Formats.pageWords(file.format).map { Array("\"\($0)\"".utf8) }
    }
    sink.file = file
    sink.system = system
    switch file.format {
    case .native: break
    case .zulip: zulip(chunk, window)
    case .mattermost: convert(chunk, window, mattermost)
    case .googleActivities: convert(chunk, window, googleActivities)
    case .googleUsers: convert(chunk, window, googleUsers)
    case .oktaEvents: convert(chunk, window, oktaEvents)
    case .oktaUsers: convert(chunk, window, oktaUsers)
    case .entraSignIns: convert(chunk, window, entraSignIns)
    case .entraUsers: convert(chunk, window, entraUsers)
    case .githubEvents: convert(chunk, window, githubEvents)
    case .githubAudit: convert(chunk, window, githubAudit)
    case .githubMembers: convert(chunk, window, githubMembers)
    case .slackLogins: convert(chunk, window, slackLogins)
    case .slackUsers: convert(chunk, window, slackUsers)
    case .slackConversations: convert(chunk, window, slackConversations)
    case .slackMessages: convert(chunk, window, slackMessages)
    }
    sink.endChunk()
  }

  private func zulip(_ chunk: Chunk, _ window: Window) {
    guard let list = chunk.section.flatMap(ZulipList.init),
      list.isDirectory == (sink.pass == .directories)
    else { return }
    switch list {
    case .realm: convert(chunk, window, zulipRealm)
    case .userProfile, .mirrorDummy: convert(chunk, window, zulipUsers)
    case .crossRealm: convert(chunk, window, zulipBots)
    case .stream: convert(chunk, window, zulipStreams)
    case .recipient:
      // A list that is no array is told; its elements are not.
      sink.isSilent = chunk.records?.first?.fate != .notAnArray
      convert(chunk, window, zulipRecipients)
      sink.isSilent = false
    case .subscription: convert(chunk, window, zulipSubscriptions)
    case .message: convert(chunk, window, zulipMessages)
    case .reaction: convert(chunk, window, zulipReactions)
    }
  }

  private func convert(_ chunk: Chunk, _ window: Window, _ converter: some Converter) {
    guard let records = chunk.records else { return lines(chunk, window, converter) }
    for border in records {
      let offset = chunk.offset + border.range.lowerBound
      sink.begin(at: Position(source: chunk.source, offset: offset))
      switch border.fate {
      case .parsed:
        let bytes = UnsafeRawBufferPointer(rebasing: window.bytes[border.range])
        let isRead = converter.convert(bytes, into: sink)
        if !isRead, broken == nil, StrictParser.fault(in: bytes, isLenient: true) == .noJSON {
          broken = offset
        }
      case .tooLong: sink.rejectInvalid()
      case .notAnArray: sink.rejectWrongType()
      }
    }
  }

  private func lines(_ chunk: Chunk, _ window: Window, _ converter: some Converter) {
    let bytes = window.bytes
    bytes.forEachLine { range in
      line(
        UnsafeRawBufferPointer(rebasing: bytes[range]), at: chunk.offset + range.lowerBound,
        chunk.source, converter)
    }
  }

  /// A line is a record, a page, or an array of records; those of the latter two are judged apart.
  private func line(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, _ source: Int, _ converter: some Converter
  ) {
    sink.begin(at: Position(source: source, offset: offset))
    let strict = converter.record.read(bytes, sink.reader)
    guard let itself = strict ?? converter.record.readLeniently(bytes, sink.reader) else {
      return sink.rejectInvalid()
    }
    if itself.kind == VALUE_ARRAY {
      sink.openList()
      elements(JSONReader.elements(of: bytes), of: bytes, at: offset, source, converter)
    } else if itself.kind != VALUE_OBJECT {
      sink.rejectWrongType()
    } else if mayBePage(bytes), let list = formats.page(bytes) {
      sink.openList()
      let text = UnsafeRawBufferPointer(rebasing: bytes[list.range])
      elements(
        JSONReader.elements(of: text).map {
          $0.lowerBound + list.range.lowerBound..<$0.upperBound + list.range.lowerBound
        }, of: bytes, at: offset, source, converter)
    } else if strict == nil {
      sink.rejectInvalid()
    } else {
      converter.convert(into: sink)
    }
  }

  private func elements(
    _ ranges: [Range<Int>], of bytes: UnsafeRawBufferPointer, at offset: Int, _ source: Int,
    _ converter: some Converter
  ) {
    for range in ranges {
      sink.begin(at: Position(source: source, offset: offset + range.lowerBound))
      converter.convert(UnsafeRawBufferPointer(rebasing: bytes[range]), into: sink)
    }
  }

  /// Whether what a page must have stands somewhere in it.
  private func mayBePage(_ bytes: UnsafeRawBufferPointer) -> Bool {
    pageWords.contains { platform_contains(bytes.baseAddress, bytes.count, $0, $0.count) }
  }
}
