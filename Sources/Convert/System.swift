/// A system whose exports are read, in the order in which accounts of several stand.
package enum System: String, CaseIterable, Sendable {
  case okta, entra, google, slack, mattermost, zulip, github

  /// Where it stands among the others.
  var order: Int { System.allCases.firstIndex(of: self) ?? 0 }

  /// As people call it.
  package var name: String {
    switch self {
    case .okta: "Okta"
    case .entra: "Entra"
    case .google: "Google"
    case .slack: "Slack"
    case .mattermost: "Mattermost"
    case .zulip: "Zulip"
    case .github: "GitHub"
    }
  }
}

/// What one file holds.
package enum Format: CaseIterable, Sendable {
  case native
  case mattermost, zulip
  case googleActivities, googleUsers
  case oktaEvents, oktaUsers
  case entraSignIns, entraUsers
  case githubEvents, githubAudit, githubMembers
  case slackLogins, slackUsers, slackConversations, slackMessages

  /// nil for rollcall's own dumps.
  package var system: System? {
    switch self {
    case .native: nil
    case .mattermost: .mattermost
    case .zulip: .zulip
    case .googleActivities, .googleUsers: .google
    case .oktaEvents, .oktaUsers: .okta
    case .entraSignIns, .entraUsers: .entra
    case .githubEvents, .githubAudit, .githubMembers: .github
    case .slackLogins, .slackUsers, .slackConversations, .slackMessages: .slack
    }
  }

  /// As people call it, in the plural.
  package var name: String {
    switch self {
    case .native: "a dump of rollcall"
    case .mattermost: "Mattermost's bulk export"
    case .zulip: "Zulip's export"
    case .googleActivities: "Google activities"
    case .googleUsers: "Google users"
    case .oktaEvents: "Okta's System Log"
    case .oktaUsers: "Okta users"
    case .entraSignIns: "Entra sign-ins"
    case .entraUsers: "Entra users"
    case .githubEvents: "GitHub events"
    case .githubAudit: "GitHub's audit log"
    case .githubMembers: "GitHub members"
    case .slackLogins: "Slack's access log"
    case .slackUsers: "Slack users"
    case .slackConversations: "Slack conversations"
    case .slackMessages: "Slack messages"
    }
  }

  /// The keys under which a page has its records.
  var lists: [String] {
    switch self {
    case .slackUsers: ["members"]
    case .slackConversations: ["channels"]
    case .slackMessages: ["messages"]
    case .slackLogins: ["logins"]
    case .entraSignIns, .entraUsers: ["value"]
    case .googleActivities: ["items"]
    case .googleUsers: ["users"]
    default: []
    }
  }

  /// Whether its records describe users or workspaces that others are about, and so are read first.
  var isDirectory: Bool {
    switch self {
    case .googleUsers, .oktaUsers, .entraUsers, .githubMembers, .slackUsers, .slackConversations:
      true
    default: false
    }
  }
}
