/// The lists of a Zulip export that are read: `realm.json` and `messages-000001.json`, …
enum ZulipList: Int, CaseIterable {
  case realm, userProfile, crossRealm, mirrorDummy, stream, recipient
  case subscription, message, reaction

  var key: String {
    switch self {
    case .realm: "zerver_realm"
    case .userProfile: "zerver_userprofile"
    case .crossRealm: "zerver_userprofile_crossrealm"
    case .mirrorDummy: "zerver_userprofile_mirrordummy"
    case .stream: "zerver_stream"
    case .recipient: "zerver_recipient"
    case .subscription: "zerver_subscription"
    case .message: "zerver_message"
    case .reaction: "zerver_reaction"
    }
  }

  /// Whether others are about what it describes, so that it is read before them.
  var isDirectory: Bool { rawValue <= ZulipList.recipient.rawValue }
}
