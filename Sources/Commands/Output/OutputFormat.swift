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

  /// Whether failures are written as JSON too.
  var isJSON: Bool { self == .json || self == .ndjson }
}
