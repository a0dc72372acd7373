/// The canonical bytes of a value: equal ones for equal values, other ones for any that differ.
///
/// What a value is made of is told by `Encodable`, which the compiler derives from its stored
/// properties, so that none can be forgotten. Before each stand its name and how long that is;
/// elements of arrays and ends of values have marks. Numbers are 8 bytes, the lowest first.
package final class CanonicalEncoder: Encoder {
  package var codingPath: [any CodingKey] { [] }
  package var userInfo: [CodingUserInfoKey: Any] { [:] }

  private var bytes: [UInt8] = []

  package init() {}

  /// Calls `body` with the bytes of `value`; nil where a type in it has none.
  package func withBytes<Result>(
    of value: some Encodable, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result? {
    bytes.removeAll(keepingCapacity: true)
    do { try value.encode(to: self) } catch { return nil }
    return bytes.withUnsafeBytes(body)
  }

  fileprivate static let end: UInt8 = 0
  fileprivate static let element: UInt8 = 1
  fileprivate static let name: UInt8 = 2

  fileprivate func add(mark: UInt8) { bytes.append(mark) }

  fileprivate func add(name: some CodingKey) {
    add(mark: CanonicalEncoder.name)
    var text = name.stringValue
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  fileprivate func add(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  package func add(_ memory: UnsafeRawBufferPointer) {
    add(UInt64(memory.count))
    bytes.append(contentsOf: memory)
  }

  package func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Keyed(encoder: self))
  }

  package func unkeyedContainer() -> any UnkeyedEncodingContainer { Unkeyed(encoder: self) }

  package func singleValueContainer() -> any SingleValueEncodingContainer {
    Single(encoder: self)
  }
}

/// A value that is no more than bytes, and gives them itself.
package protocol CanonicalBytes: Encodable {
  func withCanonicalBytes(_ body: (UnsafeRawBufferPointer) -> Void)
}

extension CanonicalBytes {
  package func encode(to encoder: any Encoder) throws {
    guard let encoder = encoder as? CanonicalEncoder else {
      throw EncodingError.invalidValue(
        self, .init(codingPath: [], debugDescription: "not by this encoder"))
    }
    withCanonicalBytes(encoder.add)
  }
}

// Generic functions here stand for one for each type of numbers that the protocols ask for.

private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: CanonicalEncoder
  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) { encoder.add(name: key) }

  func encode(_ value: Int, forKey key: Key) {
    encoder.add(name: key)
    encoder.add(UInt64(bitPattern: Int64(value)))
  }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    encoder.add(name: key)
    // One by one they would cost more than the page that they are on.
    if Value.self == [UInt8].self, let bytes = value as? [UInt8] {
      bytes.withUnsafeBytes(encoder.add)
    } else {
      try value.encode(to: encoder)
      encoder.add(mark: CanonicalEncoder.end)
    }
  }

  func nestedContainer<Inner: CodingKey>(
    keyedBy type: Inner.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Inner> {
    encoder.add(name: key)
    return encoder.container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder.add(name: key)
    return encoder.unkeyedContainer()
  }

  func superEncoder() -> any Encoder { encoder }
  func superEncoder(forKey key: Key) -> any Encoder { encoder }
}

private struct Unkeyed: UnkeyedEncodingContainer {
  let encoder: CanonicalEncoder
  var codingPath: [any CodingKey] { [] }
  var count = 0

  init(encoder: CanonicalEncoder) { self.encoder = encoder }

  mutating func encodeNil() {
    beginElement()
    encoder.add(mark: CanonicalEncoder.end)
  }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    beginElement()
    try value.encode(to: encoder)
    encoder.add(mark: CanonicalEncoder.end)
  }

  private mutating func beginElement() {
    encoder.add(mark: CanonicalEncoder.element)
    count += 1
  }

  mutating func nestedContainer<Inner: CodingKey>(
    keyedBy type: Inner.Type
  ) -> KeyedEncodingContainer<Inner> {
    beginElement()
    return encoder.container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    beginElement()
    return encoder.unkeyedContainer()
  }

  func superEncoder() -> any Encoder { encoder }
}

private struct Single: SingleValueEncodingContainer {
  let encoder: CanonicalEncoder
  var codingPath: [any CodingKey] { [] }

  func encodeNil() { encoder.add(mark: CanonicalEncoder.end) }
  func encode(_ value: Bool) { encoder.add(value ? 1 : 0) }
  func encode(_ value: Int) { encoder.add(UInt64(bitPattern: Int64(value))) }
  func encode(_ value: UInt8) { encoder.add(UInt64(value)) }

  func encode(_ value: String) {
    var value = value
    value.withUTF8 { encoder.add(UnsafeRawBufferPointer($0)) }
  }

  func encode<Value: Encodable>(_ value: Value) throws {
    throw EncodingError.invalidValue(
      value, .init(codingPath: [], debugDescription: "no value that anything here has"))
  }
}
