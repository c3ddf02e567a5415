internal import Domain

extension CivilDay {
  /// Reads exactly `YYYY-MM-DD` from bytes, without a text in between.
  /// - Parameter cell: the bytes.
  init?(cell: some Collection<UInt8>) {
    guard cell.count == 10 else { return nil }
    var numbers = (year: 0, month: 0, day: 0)
    var position = 0
    for byte in cell {
      if position == 4 || position == 7 {
        guard byte == ASCII.minus else { return nil }
      } else {
        guard ASCII.isDigit(byte) else { return nil }
        let digit = Int(byte - ASCII.zero)
        if position < 4 {
          numbers.year = numbers.year * 10 + digit
        } else if position < 7 {
          numbers.month = numbers.month * 10 + digit
        } else {
          numbers.day = numbers.day * 10 + digit
        }
      }
      position += 1
    }
    self.init(year: numbers.year, month: numbers.month, day: numbers.day)
  }
}
