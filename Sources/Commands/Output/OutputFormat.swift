internal import ArgumentParser

/// The shapes in which data is written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  /// Aligned columns for people.
  case table
  /// One JSON document.
  case json
  /// One JSON object a line.
  case ndjson
  /// Comma-separated values.
  case csv

  // Written out, because what the parser would put here looks through every conformance of the
  // program, which every command would wait for.
  /// Reads a name.
  /// - Parameter argument: what was written.
  init?(argument: String) { self.init(rawValue: argument) }
  /// The names that can be written.
  static var allValueStrings: [String] { allCases.map { $0.rawValue } }
  /// None: the names speak for themselves.
  static var allValueDescriptions: [String: String] { [:] }
  /// What a shell offers.
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
  /// The name.
  var defaultValueDescription: String { rawValue }

  /// Whether failures are written as JSON too.
  var isJSON: Bool { self == .json || self == .ndjson }
}
