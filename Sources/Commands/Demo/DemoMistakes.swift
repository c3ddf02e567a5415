internal import Domain
internal import Registry

/// Rows as they come from a hospital that typed some of them by hand.
enum DemoMistakes {
  /// A donor's field that is written wrongly.
  struct Mistake {
    var donor: SyntheticDonor
    var wrong: String
    var right: String
  }

  /// Four mistakes of four kinds.
  /// - Parameter donors: everybody in the file.
  /// - Returns: the mistakes, in the order of the file.
  static func chosen(among donors: [SyntheticDonor]) -> [Mistake] {
    func first(from index: Int, _ isFit: (SyntheticDonor) -> Bool) -> SyntheticDonor? {
      // With one row each, so that a mistake is made once.
      donors.dropFirst(index).first { $0.blood == nil && isFit($0) }
    }
    var mistakes: [Mistake] = []
    if let donor = first(from: 97, { $0.nhsNumber != nil }), let number = donor.nhsNumber {
      let last = number.last == "0" ? "1" : "0"
      mistakes.append(
        Mistake(donor: donor, wrong: ",\(number.dropLast())\(last),", right: ",\(number),"))
    }
    if let donor = first(from: 310, { $0.sex == .female }) {
      mistakes.append(Mistake(donor: donor, wrong: ",femal,", right: ",female,"))
    }
    if let donor = first(from: 555, { $0.diagnosis?.site == Topography("C50.4") }) {
      mistakes.append(Mistake(donor: donor, wrong: ",C05.O4,", right: ",C50.4,"))
    }
    if let donor = first(from: 840, { $0.diagnosis?.stage == StageGroup("IIA") }) {
      mistakes.append(Mistake(donor: donor, wrong: ",2A,", right: ",IIA,"))
    }
    return mistakes
  }

  /// Writes the mistakes into a file.
  /// - Parameters:
  ///   - mistakes: the mistakes.
  ///   - csv: the file without them.
  /// - Returns: the file with them.
  static func spoil(_ mistakes: [Mistake], in csv: [UInt8]) -> [UInt8] {
    var text = ""
    for line in String(decoding: csv, as: UTF8.self).split(separator: "\n") {
      let mistake = mistakes.first { line.contains(",\($0.donor.mrn),") }
      text += mistake.map { replacing($0.right, with: $0.wrong, in: line) } ?? String(line)
      text += "\n"
    }
    return Array(text.utf8)
  }

  private static func replacing(
    _ old: String, with new: String, in line: Substring
  ) -> String {
    guard let range = line.firstRange(of: old) else { return String(line) }
    return line.replacingCharacters(in: range, new)
  }
}

extension Substring {
  fileprivate func replacingCharacters(in range: Range<Index>, _ text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
