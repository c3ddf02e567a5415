/// A column in which every distinct value is kept once and every row is the place of its value.
struct DictionaryColumn<Value: Hashable & Sendable>: Sendable {
  /// The distinct values, in the order of first use.
  private(set) var values: [Value] = []
  /// For each row the place of its value.
  private(set) var codes: [UInt32] = []

  private var places: [Value: UInt32] = [:]
  private var last: (value: Value, place: UInt32)?

  /// Adds a row.
  mutating func append(_ value: Value) {
    // Neighbouring rows often agree, and a comparison costs less than a hash.
    if let last, last.value == value {
      codes.append(last.place)
      return
    }
    let place: UInt32
    if let known = places[value] {
      place = known
    } else {
      place = UInt32(values.count)
      places[value] = place
      values.append(value)
    }
    last = (value, place)
    codes.append(place)
  }
}

/// A column of codes below 256, kept as they are.
struct ByteColumn: Sendable {
  /// The code of each row.
  private(set) var codes: [UInt8] = []

  private var isPresent = [Bool](repeating: false, count: 256)

  /// The codes that occur, in ascending order.
  var values: [UInt8] { isPresent.indices.filter { isPresent[$0] }.map { UInt8($0) } }

  /// Adds a row.
  mutating func append(_ code: UInt8) {
    isPresent[Int(code)] = true
    codes.append(code)
  }
}

/// The codes of a column, whatever their width.
enum ColumnCodes: Sendable {
  /// Codes below 256.
  case bytes([UInt8])
  /// Places in a dictionary.
  case places([UInt32])
}
