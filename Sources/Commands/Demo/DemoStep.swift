internal import Domain

/// One step of the story: what happens, what a person would have typed, and what came of it.
struct DemoStep {
  /// Place in the story, from 1.
  var number = 0
  /// The day on which it happens.
  var on: CivilDay
  /// A few words.
  var title: String
  /// What happens in the registry's life.
  var text: String
  /// The command lines that do the same.
  var commands: [String] = []
  /// The figures, by name.
  var figures: [(name: String, value: Value)] = []
  /// Sentences that the registry answered.
  var notes: [String] = []

  /// Describes a step.
  /// - Parameters:
  ///   - on: the day on which it happens.
  ///   - title: a few words.
  ///   - text: what happens.
  init(on: CivilDay, _ title: String, _ text: String) {
    self.on = on
    self.title = title
    self.text = text
  }

  /// The step as data.
  var record: Record {
    [
      "step": .integer(number), "on": .day(on), "title": .text(title), "text": .text(text),
      "commands": .texts(commands),
      "figures": .records(
        figures.map { figure in
          let record: Record = ["name": .text(figure.name), "value": figure.value]
          return record.summarised(as: "\(figure.name) \(CellText.shown(figure.value))")
        }),
      "notes": .texts(notes),
    ]
  }

  /// The step as people read it.
  /// - Parameter width: characters a line.
  /// - Returns: lines, each ended.
  func text(width: Int) -> String {
    let margin = "    "
    let inner = max(20, width - margin.count)
    let place = (number < 10 ? " " : "") + "\(number)"
    var lines = ["\(place)  \(on)  \(title)"]
    lines += TextWrap.lines(text, width: inner).map { margin + $0 }
    lines += commands.flatMap { Self.commandLines($0, width: inner) }.map { margin + $0 }
    if !figures.isEmpty {
      let shown = figures.map { "\(TableLayout.heading($0.name)) \(CellText.shown($0.value))" }
      lines += TextWrap.lines(shown.joined(separator: ", "), width: inner - 3)
        .enumerated().map { margin + ($0.offset == 0 ? "-> " : "   ") + $0.element }
    }
    for note in notes {
      lines += TextWrap.lines(note, width: inner - 3)
        .enumerated().map { margin + ($0.offset == 0 ? "!  " : "   ") + $0.element }
    }
    return Printable.text(lines.joined(separator: "\n"), keepingNewlines: true) + "\n\n"
  }

  /// A command over as many lines as it needs, each but the last continued, no option parted from
  /// its value.
  static func commandLines(_ command: String, width: Int) -> [String] {
    var parts: [String] = []
    for word in command.split(separator: " ") {
      if let last = parts.last, last.hasPrefix("--"), !last.contains(" "), !word.hasPrefix("--") {
        parts[parts.count - 1] = "\(last) \(word)"
      } else {
        parts.append(String(word))
      }
    }
    var lines: [String] = []
    var line = "$"
    for part in parts {
      if line.count + part.count + 3 > width, line.count > 3 {
        lines.append(line + " \\")
        line = "   "
      }
      line += " " + part
    }
    return lines + [line]
  }
}
