/// An array of structs of `Int`s alone: its canonical bytes are its memory, as naming each of a
/// million numbers takes longer than what they are for.
@propertyWrapper
package struct NumbersOnly<Element: BitwiseCopyable>: CanonicalBytes {
  package var wrappedValue: [Element]

  package init(wrappedValue: [Element]) { self.wrappedValue = wrappedValue }

  package func withCanonicalBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    wrappedValue.withUnsafeBytes(body)
  }
}
