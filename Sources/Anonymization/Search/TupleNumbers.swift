/// Numbers the different combinations of values of the rows, in the order in which they appear.
///
/// The values of a row stand side by side in one word. Rows are taken a thousand at a time: their
/// words are made column by column.
struct TupleNumbers {
  private static let chunk = 1024

  /// For each attribute where its value begins in the word.
  private let shifts: [UInt64]
  private let masks: [UInt64]
  /// For each number its combination.
  private let words: [UInt64]
  /// For each number how many rows have it.
  let counts: [UInt32]
  /// For each row its number.
  let numberOfRow: [UInt32]

  /// Numbers the rows of some columns, or fails where the values of a row do not fit one word.
  ///
  /// Of columns whose rows are numbered each number is looked at once.
  /// - Parameters:
  ///   - attributes: the attributes.
  ///   - columns: the column of each.
  ///   - records: how many of the rows count.
  init?(_ attributes: [Attribute], columns: [Column], records: Int) {
    var shifts: [UInt64] = []
    var bits: UInt64 = 0
    for attribute in attributes {
      shifts.append(bits)
      bits += UInt64(UInt.bitWidth - UInt(max(1, attribute.valueCount) - 1).leadingZeroBitCount)
    }
    guard bits <= 64, shifts.allSatisfy({ $0 < 64 }) else { return nil }
    self.shifts = shifts
    masks = zip(shifts, shifts.dropFirst() + [bits]).map { low, high in
      high - low == 64 ? .max : (1 as UInt64) << (high - low) - 1
    }
    let numbering = columns[0].rows
    let alike = columns.allSatisfy { $0.rows === numbering } ? numbering : nil
    let codes = columns.map { alike == nil ? $0.codes : $0.distinctCodes }
    let rows = codes[0].count
    var numberOfRow = [UInt32](repeating: 0, count: rows)
    var numbers = WordNumbers(expecting: rows)
    let isAsCoded = attributes.map { attribute in
      attribute.valueOfCode.indices.allSatisfy { attribute.valueOfCode[$0] == UInt32($0) }
    }
    var keys = [UInt64](repeating: 0, count: Self.chunk)
    var first = 0
    while first < rows {
      let range = first..<min(rows, first + Self.chunk)
      for index in attributes.indices {
        Self.add(
          codes[index], range, attributes[index], isAsCoded: isAsCoded[index],
          shift: shifts[index], isFirst: index == 0, to: &keys)
      }
      numbers.number(keys, count: range.count, into: &numberOfRow, from: first)
      first = range.upperBound
    }
    words = numbers.words
    var counts = [UInt32](repeating: 0, count: words.count)
    if let alike {
      for (number, count) in zip(numberOfRow, alike.counts) { counts[Int(number)] &+= count }
      numberOfRow = numberOfRow.gathered(alike.numberOfRow)
    } else {
      for number in numberOfRow[..<records] { counts[Int(number)] &+= 1 }
    }
    self.counts = counts
    self.numberOfRow = numberOfRow
  }

  /// Puts the values of one attribute into the words of some rows.
  private static func add(
    _ codes: [UInt32], _ range: Range<Int>, _ attribute: Attribute, isAsCoded: Bool,
    shift: UInt64, isFirst: Bool, to keys: inout [UInt64]
  ) {
    let codes = codes.span.extracting(range)
    let values = attribute.valueOfCode.span
    var keys = keys.mutableSpan
    // There are as many keys as rows in a range, and codes have a value each.
    if isFirst { for index in codes.indices { unsafe keys[unchecked: index] = 0 } }
    if isAsCoded {
      for index in codes.indices {
        let code = unsafe codes[unchecked: index]
        unsafe keys[unchecked: index] |= UInt64(code) &<< shift
      }
    } else {
      for index in codes.indices {
        let code = unsafe codes[unchecked: index]
        let value = unsafe values[unchecked: Int(code)]
        unsafe keys[unchecked: index] |= UInt64(value) &<< shift
      }
    }
  }

  /// For each number the code of its combination in a super-column.
  func codes(in superColumn: SuperColumn) -> [UInt32] {
    words.map { word in
      var code = 0
      for (lane, member) in superColumn.members.enumerated() {
        let value = Int(truncatingIfNeeded: (word &>> shifts[member]) & masks[member])
        code &+= value &* superColumn.strides[lane]
      }
      return UInt32(truncatingIfNeeded: code)
    }
  }
}
