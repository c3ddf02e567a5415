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

  private func equals(_ value: Span<UInt8>, code: Int) -> Bool {
    let start = starts[code]
    guard starts[code + 1] - start == value.count else { return false }
    for index in value.indices where bytes[start + index] != value[index] { return false }
    return true
  }

  private mutating func grow() {
    let capacity = Swift.max(16, slots.count * 2)
    slots = [UInt32](repeating: 0, count: capacity)
    for (code, hash) in hashes.enumerated() {
      var place = Int(truncatingIfNeeded: hash) & (capacity - 1)
      while slots[place] != 0 { place = (place + 1) & (capacity - 1) }
      slots[place] = UInt32(code + 1)
    }
  }

  /// FNV-1a (Fowler, Noll, Vo), with its high bits folded in because the table takes the low ones.
  private static func hash(_ value: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in value.indices {
      hash = (hash ^ UInt64(value[index])) &* 0x0000_0100_0000_01b3
    }
    return hash ^ (hash >> 32)
  }
}
