extension DonorReport {
  /// The report as CommonMark, at most 100 columns wide.
  public var markdown: String {
    var lines = ["# \(ReportText.title)", ""]
    lines += MarkdownText.paragraph(ReportText.introduction) + [""]
    for (name, value) in ReportText.heading(self) {
      lines += MarkdownText.item("\(name): \(value)")
    }
    lines += ["", "## What was permitted, and when", ""]
    for permission in permissions {
      lines += MarkdownText.item("**" + permission.scopes.joined(separator: ", ") + "**")
      if permission.periods.isEmpty {
        lines += MarkdownText.item(ReportText.neverAsked, level: 1)
      }
      for period in permission.periods {
        lines += MarkdownText.item(ReportText.sentence(period, asOf: asOf), level: 1)
      }
    }
    lines += ["", "## Who decided what", ""]
    if decisions.isEmpty { lines += [ReportText.noDecisions] }
    for decision in decisions {
      lines += MarkdownText.item(
        "\(decision.signedOn): " + MarkdownText.escaped(ReportText.sentence(decision)))
    }
    lines += ["", "## Which releases held data of this donor", ""]
    if releases.isEmpty { lines += [ReportText.noReleases] }
    for release in releases {
      lines += MarkdownText.item(
        "\(release.releasedOn): release \(release.release) to "
          + MarkdownText.escaped(release.recipient))
      lines += MarkdownText.item(
        "for \(MarkdownText.escaped(release.purpose)); it needed \(ReportText.needed(release))",
        level: 1)
      lines += MarkdownText.item(ReportText.standing(release), level: 1)
    }
    if !tissue.isEmpty { lines += ["", "## Where tissue of this donor went", ""] }
    for handover in tissue {
      lines += MarkdownText.item(
        "\(handover.releasedOn): to " + MarkdownText.escaped(handover.programme) + "; "
          + ReportText.standing(handover))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Lines of CommonMark (version 0.31.2).
enum MarkdownText {
  private static let width = 100

  static func paragraph(_ text: String) -> [String] { wrapped(text, first: "", rest: "") }

  static func item(_ text: String, level: Int = 0) -> [String] {
    let margin = String(repeating: "  ", count: level)
    return wrapped(text, first: margin + "- ", rest: margin + "  ")
  }

  /// A text from outside, with a backslash before whatever would be markup (section 2.4).
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in ReportText.harmless(text).unicodeScalars {
      if "\\`*_{}[]<>#|~!&$".unicodeScalars.contains(scalar) { escaped.append("\\") }
      escaped.append(scalar)
    }
    return String(escaped)
  }

  private static func wrapped(_ text: String, first: String, rest: String) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ").flatMap({ pieces(of: $0, width - rest.count) }) {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = rest
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }

  /// A word in pieces that fit a line.
  private static func pieces(of word: Substring, _ width: Int) -> [Substring] {
    guard word.count > width else { return [word] }
    return [word.prefix(width)] + pieces(of: word.dropFirst(width), width)
  }
}
