import CSimdjson

// Unsafe on purpose: the tree is C's, built once and only read afterwards.

/// Which values of a record are read: a list of paths such as `user.name`, each with
/// its place.
package final class Shape: @unchecked Sendable {
  package let paths: [String]
  let tree: OpaquePointer

  package init(_ paths: [String]) {
    tree = json_shape_create()
    self.paths = paths
    for (slot, path) in paths.enumerated() {
      var node: Int32 = 0
      for key in path.utf8.split(separator: UInt8(ascii: ".")) {
        node = Array(key).withUnsafeBytes {
          json_shape_add(tree, node, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
        }
      }
      json_shape_set_slot(tree, node, Int32(slot))
    }
  }

  deinit { json_shape_destroy(tree) }
}
