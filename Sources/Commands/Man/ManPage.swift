internal import ArgumentParser

/// A manual page in roff, made from what a command says of itself.
struct ManPage {
  private let words: [String]
  private let command: any ParsableCommand.Type

  /// Every page: that of the tool, and one for each command.
  static var all: [ManPage] { pages(Tissuectl.self, ["tissuectl"]) }

  private static func pages(
    _ command: any ParsableCommand.Type, _ words: [String]
  ) -> [ManPage] {
    [ManPage(words: words, command: command)]
      + command.configuration.subcommands.flatMap { next in
        pages(next, words + [next.configuration.commandName ?? ""])
      }
  }

  /// The page's name, for example `tissuectl-consent-due`.
  var name: String { words.joined(separator: "-") }

  /// The words of the command, without the tool's own.
  var path: [String] { Array(words.dropFirst()) }

  /// The page.
  var text: String {
    let configuration = command.configuration
    var lines = [
      ".TH \"\(Self.escaped(name.uppercased()))\" \"1\" \"\" "
        + "\"tissuectl \(Tissuectl.configuration.version)\" \"Tumour-tissue donation registry\"",
      ".SH NAME", "\(Self.escaped(name)) \\- \(Self.escaped(configuration.abstract))",
    ]
    var isSynopsis = true
    for line in help {
      if line.hasPrefix("USAGE: ") {
        lines += [".SH SYNOPSIS", Self.escaped(String(line.dropFirst(7)))]
        lines += [".SH DESCRIPTION"] + Self.paragraphs(configuration.discussion)
        isSynopsis = false
      } else if !isSynopsis {
        lines += Self.entry(line)
      }
    }
    let related = words.count > 1 ? Array(words.dropLast()) : []
    if !related.isEmpty {
      lines += [".SH SEE ALSO", ".BR \(Self.escaped(related.joined(separator: "-"))) (1)"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The help with each option on one line.
  private var help: [String] {
    Tissuectl.helpMessage(for: command, columns: 10_000).split(separator: "\n").map(String.init)
  }

  /// A heading, or an option with what is said of it.
  private static func entry(_ line: String) -> [String] {
    if line.hasSuffix(":"), !line.hasPrefix(" ") {
      return [".SH \(escaped(String(line.dropLast())))"]
    }
    let content = line.drop { $0 == " " }
    guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return [escaped(String(content))] }
    guard let gap = content.firstRange(of: "  ") else {
      return [".TP", ".B \(escaped(String(content)))"]
    }
    return [
      ".TP", ".B \(escaped(String(content[..<gap.lowerBound])))",
      escaped(String(content[gap.upperBound...].drop { $0 == " " })),
    ]
  }

  /// Running text, with indented lines as they stand.
  private static func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      if line.isEmpty { return [".PP"] }
      return line.hasPrefix("  ")
        ? [".nf", escaped(String(line)), ".fi"] : [escaped(String(line))]
    }
  }

  /// Text that roff prints as it stands.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      default: escaped.append(character)
      }
    }
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&\(escaped)" : escaped
  }
}
