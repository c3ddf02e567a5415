internal import Domain

/// Remembers what coded cells mean, for there are few different ones in millions of rows.
///
/// A class, so that a reader can use it while it changes itself. Direct-mapped, 256 places, cells
/// of at most 16 bytes; anything else is parsed each time.
final class CellCache<Value> {
  private struct Entry {
    var low: UInt64
    var high: UInt64
    var value: Value
  }

  private var entries = [Entry?](repeating: nil, count: 256)

  /// The value of a cell, from memory or by parsing; a cell with a problem is never remembered.
  func value(
    of cell: ArraySlice<UInt8>, parse: (String) throws(FieldProblem) -> Value
  ) throws(FieldProblem) -> Value {
    guard cell.count <= 16 else { return try parse(String(decoding: cell, as: UTF8.self)) }
    var low: UInt64 = 0
    var high: UInt64 = 0
    for byte in cell {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(byte)
    }
    // Fibonacci hashing (Knuth, The Art of Computer Programming, vol. 3, section 6.4).
    let place = Int(((low ^ high &* 31) &* 0x9E37_79B9_7F4A_7C15) >> 56)
    if let entry = entries[place], entry.low == low, entry.high == high { return entry.value }
    let value = try parse(String(decoding: cell, as: UTF8.self))
    entries[place] = Entry(low: low, high: high, value: value)
    return value
  }
}
