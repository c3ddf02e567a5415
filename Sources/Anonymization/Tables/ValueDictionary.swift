/// The distinct values of a column, each with a small code in order of first appearance.
///
/// The bytes of all values lie in one buffer, so that a column of a hundred thousand postcodes is
/// three allocations and not a hundred thousand.
public struct ValueDictionary: Sendable {
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  private var hashes: [UInt64] = []
  /// Open addressing: 0 is empty, otherwise code + 1; the length is a power of two.
  private var slots: [UInt32] = []

  /// Makes an empty dictionary.
  public init() {}

  /// Makes a dictionary of the distinct strings of a sequence, in order of first appearance.
  /// - Parameter strings: the values.
  public init(_ strings: some Sequence<String>) {
    for string in strings { _ = code(adding: string) }
  }

  /// The number of distinct values.
  public var count: Int { hashes.count }

  /// Whether there are no values.
  public var isEmpty: Bool { hashes.isEmpty }

  /// The value of a code as text.
  /// - Parameter code: a code of this dictionary.
  public subscript(code: UInt32) -> String {
    String(decoding: utf8(code), as: UTF8.self)
  }

  /// All values as text, in the order of their codes.
  public var strings: [String] {
    (0..<UInt32(count)).map { self[$0] }
  }

  /// The bytes of the value of a code.
  /// - Parameter code: a code of this dictionary.
  /// - Returns: its UTF-8 bytes.
  public func utf8(_ code: UInt32) -> ArraySlice<UInt8> {
    bytes[starts[Int(code)]..<starts[Int(code) + 1]]
  }

  /// Appends the bytes of a value to a buffer.
  /// - Parameters:
  ///   - code: a code of this dictionary.
  ///   - buffer: the buffer to append to.
  @inline(__always)
  public func append(_ code: UInt32, to buffer: inout [UInt8]) {
    buffer.append(contentsOf: bytes[starts[Int(code)]..<starts[Int(code) + 1]])
  }

  /// The code of a value, if the dictionary holds it.
  /// - Parameter value: the value's bytes.
  /// - Returns: its code, or nil.
  public func code(of value: Span<UInt8>) -> UInt32? {
    guard !slots.isEmpty else { return nil }
    let found = slots[slot(of: value, hash: Self.hash(value))]
    return found == 0 ? nil : found - 1
  }

  /// The code of a value, if the dictionary holds it.
  /// - Parameter value: the value as text.
  /// - Returns: its code, or nil.
  public func code(of value: String) -> UInt32? {
    let bytes = Array(value.utf8)
    return code(of: bytes.span)
  }

  /// The code of a value, which is added when it is new.
  /// - Parameter value: the value's bytes.
  /// - Returns: its code.
  public mutating func code(adding value: Span<UInt8>) -> UInt32 {
    if count * 2 >= slots.count { grow() }
    let hash = Self.hash(value)
    let place = slot(of: value, hash: hash)
    if slots[place] != 0 { return slots[place] - 1 }
    for index in value.indices { bytes.append(value[index]) }
    starts.append(bytes.count)
    hashes.append(hash)
    slots[place] = UInt32(count)
    return UInt32(count - 1)
  }

  /// The code of a value, which is added when it is new.
  /// - Parameter value: the value as text.
  /// - Returns: its code.
  public mutating func code(adding value: String) -> UInt32 {
    let bytes = Array(value.utf8)
    return code(adding: bytes.span)
  }

  @inline(__always)
  private func slot(of value: Span<UInt8>, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 {
      let code = Int(slots[place] - 1)
      if hashes[code] == hash, equals(value, code: code) { return place }
      place = (place + 1) & mask
    }
    return place
  }

  /// Whether a value of equal hash is the one of a code.
  @inline(__always)
  private func equals(_ value: Span<UInt8>, code: Int) -> Bool {
    let start = starts[code]
    guard starts[code + 1] - start == value.count else { return false }
    // Of two values of equal length up to one word no two have the same hash.
    if value.count <= Self.wordSize { return true }
    // Bytes have no padding: their raw form is sound.
    let own = unsafe bytes.span.extracting(start..<(start + value.count)).bytes
    let other = unsafe value.bytes
    var offset = 0
    while offset < value.count {
      // The last word may overlap the one before.
      let at = min(offset, value.count - Self.wordSize)
      if Self.word(own, at: at) != Self.word(other, at: at) { return false }
      offset += Self.wordSize
    }
    return true
  }

  /// Whether a code stands for a value of more than one word.
  @inline(__always)
  func holds(_ value: Span<UInt8>, _ code: UInt32) -> Bool { equals(value, code: Int(code)) }

  private mutating func grow() {
    let capacity = Swift.max(16, slots.count * 2)
    slots = [UInt32](repeating: 0, count: capacity)
    for (code, hash) in hashes.enumerated() {
      var place = Int(truncatingIfNeeded: hash) & (capacity - 1)
      while slots[place] != 0 { place = (place + 1) & (capacity - 1) }
      slots[place] = UInt32(code + 1)
    }
  }

  private static let wordSize = 8

  /// Eight bytes from an offset that the caller has compared with the length.
  @inline(__always)
  private static func word(_ bytes: RawSpan, at offset: Int) -> UInt64 {
    // Every cell of every table passes here: the bounds check would be a third of it.
    unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
  }

  /// A multiplicative hash of whole words (Knuth, TAOCP 6.4).
  ///
  /// Its high bits are folded in because the table takes the low ones. For values of up to one word it is a bijection.
  @inline(__always)
  private static func hash(_ value: Span<UInt8>) -> UInt64 {
    let bytes = unsafe value.bytes
    var hash = UInt64(truncatingIfNeeded: value.count) &* 0x9e37_79b9_7f4a_7c15
    if value.count >= wordSize {
      var offset = 0
      while offset < value.count {
        let at = min(offset, value.count - wordSize)
        hash = (hash ^ word(bytes, at: at)) &* 0xd6e8_feb8_6659_fd93
        hash ^= hash >> 32
        offset += wordSize
      }
      return hash
    }
    var tail: UInt64 = 0
    for index in value.indices { tail = tail << 8 | UInt64(value[index]) }
    hash = (hash ^ tail) &* 0xd6e8_feb8_6659_fd93
    return hash ^ (hash >> 32)
  }
}
