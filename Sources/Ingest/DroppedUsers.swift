/// The ids on `opt_out` in `site.yml`: their records are dropped while reading
/// and appear nowhere, not even as an example of a bad record.
struct DroppedUsers: Sendable {
  private let ids: Set<[UInt8]>

  init(_ ids: [String]) { self.ids = Set(ids.map { Array($0.utf8) }) }

  func contains(_ id: UnsafeRawBufferPointer) -> Bool {
    !ids.isEmpty && ids.contains(Array(id))
  }
}
