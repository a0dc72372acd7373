/// A property that a digest of its owner leaves out: the digests of the publisher's files and of what
/// workspaces are called stand for it.
@propertyWrapper
struct Elsewhere<Value: Sendable>: Encodable, Sendable {
  var wrappedValue: Value

  func encode(to encoder: any Encoder) {}
}
