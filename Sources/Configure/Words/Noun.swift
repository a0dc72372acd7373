/// What workspaces are called: each name is a set of texts in the files of words.
package enum Noun: String, CaseIterable, Sendable {
  case workspaces, channels, repositories, apps
}
