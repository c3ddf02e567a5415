/// Writes values in the registry's own canonical form: one value has exactly one encoding.
///
/// Integers are big-endian of fixed width, texts and byte strings carry a 32-bit length before
/// them, an optional a presence byte. Nothing is padded and nothing is self-describing: a version
/// byte at the head of every message says how to read it.
public struct CanonicalWriter: Sendable {
  /// What has been written so far.
  public var bytes: [UInt8] { storage }

  // Inlinable beneath: written once for every integer width, and a ledger header has many.
  @usableFromInline var storage: [UInt8] = []

  /// An empty message.
  /// - Parameter capacity: bytes to reserve.
  public init(capacity: Int = 256) {
    storage.reserveCapacity(capacity)
  }

  /// Empties the message and keeps its memory.
  public mutating func removeAll() {
    storage.removeAll(keepingCapacity: true)
  }

  /// Writes an integer, big-endian, in the width of its type.
  /// - Parameter value: the integer.
  @inlinable
  public mutating func write(_ value: some FixedWidthInteger) {
    // Safe: the bytes of one integer, for the time of the call.
    unsafe withUnsafeBytes(of: value.bigEndian) { unsafe storage.append(contentsOf: $0) }
  }

  /// Writes a truth value as one byte, 0 or 1.
  /// - Parameter value: the truth value.
  @inlinable
  public mutating func write(_ value: Bool) {
    storage.append(value ? 1 : 0)
  }

  /// Writes a byte string with its length before it.
  /// - Parameter value: at most 2^32 - 1 bytes.
  @inlinable
  public mutating func write(_ value: some Collection<UInt8>) {
    write(UInt32(value.count))
    storage.append(contentsOf: value)
  }

  /// Writes a text as UTF-8 with its length before it.
  /// - Parameter value: the text.
  @inlinable
  public mutating func write(_ value: String) {
    write(value.utf8)
  }

  /// Writes a civil day as a signed 32-bit day number.
  /// - Parameter value: the day.
  @inlinable
  public mutating func write(_ value: CivilDay) {
    write(value.daysSinceEpoch)
  }

  /// Writes a presence byte and, where there is a value, the value.
  /// - Parameters:
  ///   - value: the optional value.
  ///   - body: writes the value.
  @inlinable
  public mutating func writeOptional<Value>(
    _ value: Value?, _ body: (inout CanonicalWriter, Value) -> Void
  ) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  /// Writes a 32-bit count and then every element.
  /// - Parameters:
  ///   - values: the elements, in the order that is to be kept.
  ///   - body: writes one element.
  @inlinable
  public mutating func writeList<Element>(
    _ values: some Collection<Element>, _ body: (inout CanonicalWriter, Element) -> Void
  ) {
    write(UInt32(values.count))
    for value in values { body(&self, value) }
  }
}

/// Why canonical bytes could not be read.
public enum CanonicalReadError: Error, Equatable, CustomStringConvertible {
  /// The bytes end before the value does.
  case truncated(at: Int)
  /// Bytes are left over after the last value.
  case trailingBytes(at: Int)
  /// A value that the form does not allow stands at an offset.
  case invalid(String, at: Int)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .truncated(let offset): "stored bytes end too early, at offset \(offset)"
    case .trailingBytes(let offset): "stored bytes go on after their end, at offset \(offset)"
    case .invalid(let what, let offset): "stored bytes hold no valid \(what) at offset \(offset)"
    }
  }
}

/// Reads what ``CanonicalWriter`` wrote and refuses everything else.
public struct CanonicalReader: Sendable {
  // Inlinable beneath, as the writer: integers of every width are read by other modules.
  @usableFromInline let bytes: ArraySlice<UInt8>
  @usableFromInline var position: Int

  /// Starts at the first byte of a message.
  /// - Parameter bytes: the whole message.
  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Starts at the first byte of a message.
  /// - Parameter bytes: the whole message.
  public init(_ bytes: [UInt8]) {
    self.init(bytes[...])
  }

  /// Bytes read so far.
  @inlinable
  public var offset: Int { position - bytes.startIndex }

  /// An error for a value at the present offset.
  /// - Parameter what: what was expected there.
  /// - Returns: the error to throw.
  public func invalid(_ what: String) -> CanonicalReadError { .invalid(what, at: offset) }

  /// Reads a big-endian integer in the width of its type.
  /// - Parameter type: the type of integer.
  /// - Returns: the integer.
  /// - Throws: ``CanonicalReadError`` where the bytes end.
  @inlinable
  public mutating func read<Value: FixedWidthInteger>(
    _ type: Value.Type = Value.self
  ) throws(CanonicalReadError) -> Value {
    let width = Value.bitWidth / 8
    guard bytes.endIndex - position >= width else { throw .truncated(at: offset) }
    var value: UInt64 = 0
    for index in position..<position + width { value = value << 8 | UInt64(bytes[index]) }
    position += width
    return Value(truncatingIfNeeded: value)
  }

  /// Reads one byte that is 0 or 1.
  /// - Returns: the truth value.
  /// - Throws: ``CanonicalReadError`` for any other byte.
  public mutating func readBool() throws(CanonicalReadError) -> Bool {
    switch try read(UInt8.self) {
    case 0: return false
    case 1: return true
    default: throw invalid("truth value")
    }
  }

  /// Reads a byte string with its length before it.
  /// - Returns: the bytes.
  /// - Throws: ``CanonicalReadError`` where the bytes end.
  public mutating func readBytes() throws(CanonicalReadError) -> [UInt8] {
    Array(try readSlice())
  }

  /// Reads a text.
  /// - Returns: the text.
  /// - Throws: ``CanonicalReadError`` where the bytes end or are not UTF-8.
  public mutating func readString() throws(CanonicalReadError) -> String {
    let slice = try readSlice()
    guard let text = String(validating: slice, as: UTF8.self) else { throw invalid("UTF-8 text") }
    return text
  }

  private mutating func readSlice() throws(CanonicalReadError) -> ArraySlice<UInt8> {
    let count = Int(try read(UInt32.self))
    guard bytes.endIndex - position >= count else { throw .truncated(at: offset) }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// Reads a civil day within the calendar's range.
  /// - Returns: the day.
  /// - Throws: ``CanonicalReadError`` for a day outside of it.
  public mutating func readDay() throws(CanonicalReadError) -> CivilDay {
    let day = CivilDay(daysSinceEpoch: try read(Int32.self))
    guard day >= .earliest, day <= .latest else { throw invalid("civil day") }
    return day
  }

  /// Reads a presence byte and, where it says so, the value.
  /// - Parameter body: reads the value.
  /// - Returns: the value, or nil.
  /// - Throws: what `body` throws, or ``CanonicalReadError``.
  @inlinable
  public mutating func readOptional<Value>(
    _ body: (inout CanonicalReader) throws(CanonicalReadError) -> Value
  ) throws(CanonicalReadError) -> Value? {
    try readBool() ? try body(&self) : nil
  }

  /// Reads a count and then that many elements.
  /// - Parameter body: reads one element.
  /// - Returns: the elements in their order.
  /// - Throws: what `body` throws, or ``CanonicalReadError``.
  @inlinable
  public mutating func readList<Element>(
    _ body: (inout CanonicalReader) throws(CanonicalReadError) -> Element
  ) throws(CanonicalReadError) -> [Element] {
    let count = Int(try read(UInt32.self))
    guard count <= bytes.endIndex - position else { throw .truncated(at: offset) }
    var elements: [Element] = []
    // A count that lies must not reserve memory for what is not there.
    elements.reserveCapacity(min(count, 64))
    for _ in 0..<count { elements.append(try body(&self)) }
    return elements
  }

  /// Demands that nothing is left.
  /// - Throws: ``CanonicalReadError/trailingBytes(at:)`` where something is.
  public func finish() throws(CanonicalReadError) {
    guard position == bytes.endIndex else { throw .trailingBytes(at: offset) }
  }
}
