import TestSupport
import Testing

@testable import Interchange

/// Rows are the same whether their parts are copied one by one or those of many columns at once.
struct RowRendererTests {
  /// What a generated template was made of, to be put together anew.
  private enum Part {
    case fixed(String)
    case column([UInt32], [String])
    case list(String, [([UInt32], [String])], String)
  }

  private func text(_ random: inout SeededGenerator, emptyOneIn share: Int = 10) -> String {
    if random.oneIn(share) { return "" }
    let letters = Array("abcd")
    // A tilde stands for the pseudonym.
    return String((0..<(1 + random.below(5))).map { _ in letters[random.below(4)] })
      + (random.oneIn(4) ? "~" : "") + (random.oneIn(6) ? "~x" : "")
  }

  private func fragment(_ text: String) -> ReleaseFragment {
    text.reduce("") { $1 == "~" ? "\($0)\(ReleaseFragment.pseudonym)" : "\($0)\(cell: "\($1)")" }
  }

  private func column(_ rows: Int, _ random: inout SeededGenerator) -> ([UInt32], [String]) {
    let labels = (0..<(1 + random.below(40))).map { _ in text(&random, emptyOneIn: 2) }
    return ((0..<rows).map { _ in UInt32(random.below(labels.count)) }, labels)
  }

  private func parts(_ rows: Int, _ random: inout SeededGenerator) -> [Part] {
    (0..<random.below(9)).map { _ in
      switch random.below(4) {
      case 0:
        return .fixed(text(&random))
      case 1:
        return .list(
          "[" + text(&random), (0..<random.below(6)).map { _ in column(rows, &random) }, "]")
      default:
        let (codes, labels) = column(rows, &random)
        return .column(codes, labels)
      }
    }
  }

  private func row(_ place: Int, _ parts: [Part], pseudonym: String) -> String {
    var row = ""
    for part in parts {
      switch part {
      case .fixed(let text): row += text
      case .column(let codes, let labels): row += labels[Int(codes[place])]
      case .list(let open, let columns, let close):
        let found = columns.map { $1[Int($0[place])] }.filter { !$0.isEmpty }
        if !found.isEmpty { row += open + found.joined(separator: ",") + close }
      }
    }
    return row.replacing("~", with: pseudonym)
  }

  @Test func `rows are made of the pieces of their values`() throws {
    for seed in 0..<400 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let rows = [0, 1, 3, 700][random.below(4)]
      let parts = parts(rows, &random)
      var template = RowTemplate()
      for part in parts {
        switch part {
        case .fixed(let text): template.fixed(fragment(text))
        case .column(let codes, let labels): template.column(codes, labels.map(fragment))
        case .list(let open, let columns, let close):
          template.list(fragment(open), fragment(close)) { list in
            for (codes, labels) in columns { list.column(codes, labels.map(fragment)) }
          }
        }
      }
      let length = [1, 8, 14, 16, 20][random.below(5)]
      let pseudonyms = (0..<rows).map { row in
        String(("\(row)" + "-pseudonym-of-some-length").prefix(length))
      }
      let table = ReleaseTable(
        columns: [], rowCount: rows, pseudonyms: pseudonyms.flatMap { Array($0.utf8) })
      var written: [UInt8] = []
      try ReleaseFile(name: "x", row: template).write(table) { written += $0 }
      let expected = (0..<rows).map { row($0, parts, pseudonym: pseudonyms[$0]) }.joined()
      #expect(String(decoding: written, as: UTF8.self) == expected, "seed \(seed)")
    }
  }
}
