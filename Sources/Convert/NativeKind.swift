/// A native record.
enum NativeKind {
  case user, workspace, membership, event

  var name: StaticString {
    switch self {
    case .user: "user"
    case .workspace: "workspace"
    case .membership: "membership"
    case .event: "event"
    }
  }

  /// The first field that it must have.
  var id: StaticString {
    switch self {
    case .user, .workspace: "id"
    case .membership, .event: "user_id"
    }
  }
}
