import Domain
import Registry
import Testing

/// What a site reads of identifiers that were refused: each in the name that its own file has for it.
struct IdentifierProblemTests {
  private static let wrong: [(path: String, column: String, value: String)] = [
    ("family", "family", "---"), ("given", "given", "Ada\u{202E}"),
    ("birth_date", "birth_date", "1961-02-30"), ("phone", "phone", "none"),
    ("mrn", "mrn", "00000000"), ("national.value", "national_value", "999 000 0019"),
  ]

  private static let right = [
    "facility": "site-1", "mrn": "A1", "family": "Example", "given": "Ada",
    "birth_date": "1961-02-03", "phone": "07700 900123", "national_system": "nhs",
    "national_value": "9990000018",
  ]

  private static func person(_ column: String, _ value: String) -> [(String, String)] {
    right.map { ($0.key, $0.key == column ? value : $0.value) }.sorted { $0.0 < $1.0 }
  }

  private static func object(_ fields: [(String, String)]) -> String {
    func members(_ fields: [(String, String)]) -> String {
      fields.map { #""\#($0.0)":"\#($0.1)""# }.joined(separator: ",")
    }
    let national = fields.filter { $0.0.hasPrefix("national_") }
      .map { (String($0.0.dropFirst("national_".count)), $0.1) }
    let others = fields.filter { !$0.0.hasPrefix("national_") }
    return #"{"identifiers":{\#(members(others)),"national":{\#(members(national))}},"#
      + #""interest":{"source":"donor","expressed_on":"2026-01-01"}}"#
  }

  @Test(arguments: wrong)
  func `the field is named by its path in JSON`(
    path: String, column: String, value: String
  ) throws {
    let world = try World()
    let json = Self.object(Self.person(column, value))
    let error = failure {
      _ = try world.registry.register(json: Array(json.utf8), name: "-", ChangeRequest())
    }
    #expect(error?.code == .inputMalformed)
    #expect(error?.location.contains(.init("field", "identifiers.\(path)")) == true, "\(json)")
    #expect(!"\(String(describing: error))".contains(value))
  }

  @Test(arguments: wrong)
  func `the field is named by its column in a delimited file`(
    path: String, column: String, value: String
  ) throws {
    let world = try World()
    let fields = Self.person(column, value)
    let text =
      fields.map(\.0).joined(separator: ",") + "\n" + fields.map(\.1).joined(separator: ",") + "\n"
    let request = {
      DonorImportRequest(input: try world.file("list.csv", text), format: .csv)
    }
    let summary = try world.registry.importDonors(try request(), ChangeRequest())
    #expect(summary.problems.map(\.problem.field) == [column])
    let matched = try world.registry.match(try request(), ChangeRequest())
    #expect(matched.rows.flatMap(\.problems).map(\.field) == [column])
    #expect(!"\(summary)\(matched)".contains(value))
  }
}
