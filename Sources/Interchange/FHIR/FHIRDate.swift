internal import Domain

/// A FHIR `date` or `dateTime` of day precision or finer, with the civil day of its own place.
struct FHIRDate: Hashable {
  /// The day as it is written; an offset says where, and does not move it.
  let day: CivilDay
  /// Whether the whole day is meant: no time, or its last minute.
  let isWholeDay: Bool

  /// Reads `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss[.f](Z|±hh:mm)`; nil for anything else, a year or a
  /// month alone included.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, let day = CivilDay(iso: String(decoding: bytes[..<10], as: UTF8.self))
    else { return nil }
    self.day = day
    var rest = bytes[10...]
    if rest.isEmpty {
      isWholeDay = true
      return
    }
    func number(_ limit: Int) -> Int? {
      guard rest.count >= 2, rest.prefix(2).allSatisfy(ASCII.isDigit) else { return nil }
      let value = rest.prefix(2).reduce(0) { $0 * 10 + Int($1 - ASCII.zero) }
      rest = rest.dropFirst(2)
      return value < limit ? value : nil
    }
    guard rest.popFirst() == UInt8(ascii: "T"), let hour = number(24),
      rest.popFirst() == ASCII.colon, let minute = number(60), rest.popFirst() == ASCII.colon,
      number(61) != nil
    else { return nil }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      let digits = rest.prefix(while: ASCII.isDigit)
      guard !digits.isEmpty else { return nil }
      rest = rest.dropFirst(digits.count)
    }
    switch rest.popFirst() {
    case UInt8(ascii: "Z"): break
    case UInt8(ascii: "+"), ASCII.minus:
      guard number(15) != nil, rest.popFirst() == ASCII.colon, number(60) != nil else {
        return nil
      }
    default: return nil
    }
    guard rest.isEmpty else { return nil }
    isWholeDay = hour == 23 && minute == 59
  }

  /// The last day that a period holds to the full when it ends here.
  ///
  /// A period that ends within a day, at midnight for example, does not hold for that day.
  var lastWholeDay: CivilDay { isWholeDay ? day : day.adding(days: -1) }
}
