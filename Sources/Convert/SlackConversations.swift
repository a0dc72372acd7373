import Bytes

/// `channels.json`, `groups.json`, `dms.json` and `mpims.json` of a Slack export.
final class SlackConversations: Converter {
  enum Field: String, RecordField {
    case id
    case name
    case created
    case isArchived = "is_archived"
    case isIM = "is_im"
    case isMPIM = "is_mpim"
    case members
  }

  /// An entry of `members` is a text: it has no field.
  private enum MemberField: String, RecordField {
    case none = "id"
  }

  let record = Record<Field>()
  private let member = Record<MemberField>()
  private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 24, alignment: 1)

  deinit { scratch.deallocate() }

  func convert(into sink: Sink) {
    let id = record.id(.id)
    guard case .text(let text) = id else { return sink.reject(.workspace, id) }
    var conversation = Conversation(position: sink.position, id: sink.keepID(text))
    conversation.isDirect = isDirect
    sink.directory.addFolder(
      in: sink.file.folder, id: sink.keep(text), name: sink.keep(record.text(.name)),
      isDirect: isDirect, at: sink.position)
    conversation.name = sink.keepJSON(record.text(.name))
    conversation.created = sink.keepJSON(record[.created])
    conversation.isArchived = record.isTrue(.isArchived)
    sink.directory.add(conversation, isDirect ? [] : members(of: conversation.id, sink))
  }

  private var isDirect: Bool {
    guard let name = record.text(.name) else { return true }
    return record.isTrue(.isIM) || record.isTrue(.isMPIM) || SlackConversations.isDirect(name)
  }

  /// Whether a conversation, or a folder, of this name is between people.
  static func isDirect(_ name: UnsafeRawBufferPointer) -> Bool {
    name.hasPrefix("mpdm-") || name.hasPrefix("FC:")
  }

  /// Each id once.
  private func members(of workspace: Text, _ sink: Sink) -> [Member] {
    var seen = Set<Text>()
    var members: [Member] = []
    member.forEach(in: record[.members], sink.reader) { element in
      var member = Member(position: sink.position, workspace: workspace)
      switch element.identifier(scratch: scratch) {
      case .text(let id):
        member.user = sink.keepID(id)
        guard seen.insert(member.user).inserted else { return }
      case .absent: break
      case .wrongType: member.isFaulty = true
      }
      members.append(member)
    }
    return members
  }
}
