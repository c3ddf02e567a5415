internal import ArgumentParser
internal import Domain

/// Reads the values of options, and says what to write where one is wrong.
enum ArgumentReader {
  /// Reads a day.
  /// - Parameter text: `YYYY-MM-DD`.
  /// - Returns: the day.
  /// - Throws: `ValidationError`.
  @Sendable
  static func day(_ text: String) throws -> CivilDay {
    if let day = CivilDay(iso: text) { return day }
    throw ValidationError("write a day of the calendar as YYYY-MM-DD")
  }

  /// Reads the kind of a procedure.
  /// - Parameter text: its name.
  /// - Returns: the kind.
  /// - Throws: `ValidationError`.
  @Sendable
  static func procedure(_ text: String) throws -> ProcedureKind {
    if let kind = ProcedureKind(name: text) { return kind }
    throw ValidationError("write one of: \(ProcedureKind.names.joined(separator: ", "))")
  }

  /// Reads an instant.
  /// - Parameter text: an RFC 3339 instant in UTC, or a day, which means its end.
  /// - Returns: the instant.
  /// - Throws: `ValidationError`.
  @Sendable
  static func instant(_ text: String) throws -> Instant {
    if let instant = Instant(text) { return instant }
    throw ValidationError("write an instant as YYYY-MM-DDTHH:MM:SSZ, or a day")
  }

  /// Reads a share.
  /// - Parameter text: a number from 0 to 1.
  /// - Returns: the number.
  /// - Throws: `ValidationError`.
  @Sendable
  static func share(_ text: String) throws -> Double {
    if let share = Double(text), (0...1).contains(share) { return share }
    throw ValidationError("write a share from 0 to 1, as 0.02")
  }

  /// Reads a waiting time.
  /// - Parameter text: seconds, from 0 to a day.
  /// - Returns: the number.
  /// - Throws: `ValidationError`.
  @Sendable
  static func seconds(_ text: String) throws -> Double {
    if let seconds = Double(text), (0...86_400).contains(seconds) { return seconds }
    throw ValidationError("write seconds from 0 to 86400, as 2.5")
  }

  /// Reads how donors are generalised.
  /// - Parameter text: `full-domain` or `local`.
  /// - Returns: the way.
  /// - Throws: `ValidationError`.
  @Sendable
  static func recoding(_ text: String) throws -> CohortRecoding {
    if let recoding = CohortRecoding(rawValue: text) { return recoding }
    throw ValidationError("write full-domain or local")
  }
}

/// Names separated by commas or semicolons, as `tissue_surplus,clinical_data`.
struct NameList: ExpressibleByArgument {
  /// The names in the order written.
  let names: [String]

  /// Takes names.
  /// - Parameter names: the names.
  init(_ names: [String]) { self.names = names }

  /// Reads a list; nil where it names nothing.
  /// - Parameter argument: what was written.
  init?(argument: String) {
    names = argument.split { $0 == "," || $0 == ";" || $0 == " " }.map(String.init)
    if names.isEmpty { return nil }
  }

  /// Every scope of the form.
  static let all = NameList(["all"])
  /// The list as it is written.
  var defaultValueDescription: String { names.joined(separator: ",") }
}
