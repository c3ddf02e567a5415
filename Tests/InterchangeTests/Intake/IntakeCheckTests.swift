import Domain
import Interchange
import Testing

/// Rules across the fields of a registration, seen through the delimited reader.
struct IntakeCheckTests {
  private func row(
    _ columns: String, _ values: String, _ options: IntakeOptions = IntakeOptions()
  ) throws -> IntakeRow {
    var options = options
    options.interest =
      options.interest ?? Interest(source: .hospital, expressedOn: day("2026-01-20"))
    options.today = options.today ?? day("2026-11-23")
    let rows = try all(
      DelimitedIntakeReader(source: ByteSources.text("\(columns)\n\(values)\n"), options: options))
    return try #require(rows.first)
  }

  @Test(
    arguments: [
      ("facility,mrn", "s,1"), ("national_system,national_value", "nhs,1"),
      ("family,given,birth_date", "A,B,1960-01-01"),
    ])
  func `each of three ways identifies a person`(_ columns: String, _ values: String) throws {
    #expect(try row(columns, values).donor != nil)
  }

  @Test(
    arguments: [
      ("facility,mrn", "s,", "mrn"), ("family,given,birth_date", "A,B,", "mrn"),
      ("family,given", "A,B", "mrn"), ("mrn", "1", "facility"),
      ("facility,mrn,national_value", "s,1,2", "national_system"),
      ("facility,mrn,national_system", "s,1,nhs", "national_value"),
    ])
  func `less than that does not`(_ columns: String, _ values: String, _ field: String) throws {
    #expect(try row(columns, values).problems.map(\.field) == [field])
  }

  @Test func `the facility of the whole file serves rows that name none`() throws {
    let row = try row("mrn", "1", IntakeOptions(facility: "site-9"))
    #expect(row.donor?.identifiers.facility == "site-9")
  }

  @Test(
    arguments: [
      ("birth_date", "2026-11-24"), ("birth_date", "1961-02-29"), ("birth_date", "03.02.1961"),
      ("died_on", "2026-11-24"), ("interest_on", "2026-11-24"), ("country", "USA"),
      ("country", "us"),
    ])
  func `impossible days and codes are problems of their field`(
    _ column: String, _ value: String
  ) throws {
    #expect(try row("facility,mrn,\(column)", "s,1,\(value)").problems.map(\.field) == [column])
  }

  @Test func `nothing but tissue to come may lie in the future`() throws {
    let columns = "facility,mrn,site,morphology,diagnosed_on,tissue_kind,tissue_available_on"
    #expect(try row(columns, "s,1,C50.4,8500/3,2026-11-23,ffpe,2027-01-01").donor != nil)
    #expect(
      try row(columns, "s,1,C50.4,8500/3,2026-11-24,ffpe,2027-01-01").problems.map(\.field)
        == ["diagnosed_on"])
  }

  @Test func `nothing happens before birth`() throws {
    let row = try row(
      "facility,mrn,birth_date,diagnosed_on,site,morphology,died_on,interest_on,tissue_kind,tissue_available_on",
      "s,1,2000-01-01,1999-12-31,C50.4,8500/3,1999-12-31,1999-12-31,ffpe,1999-12-31")
    #expect(
      row.problems.map(\.field) == [
        "died_on", "interest_on", "diagnosed_on", "tissue_available_on",
      ])
  }

  @Test func `the day of birth itself is not before birth`() throws {
    #expect(
      try row(
        "facility,mrn,birth_date,diagnosed_on,site,morphology",
        "s,1,2000-01-01,2000-01-01,C64.9,8960/3"
      ).donor != nil)
  }

  @Test func `a living donor has no day of death`() throws {
    let columns = "facility,mrn,vital_status,died_on"
    #expect(try row(columns, "s,1,alive,2026-01-01").problems.map(\.field) == ["vital_status"])
    #expect(try row(columns, "s,1,dead,2026-01-01").donor?.diedOn == day("2026-01-01"))
    #expect(try row(columns, "s,1,dead,").donor?.vitalStatus == .dead)
  }

  @Test func `an unlisted pair is a warning and never a rejection`() throws {
    let options = IntakeOptions { site, morphology in
      site.description == "C50.4" && morphology.description == "8500/3"
    }
    let listed = try row("facility,mrn,site,morphology", "s,1,C50.4,8500/3", options)
    #expect(listed.warnings.isEmpty)
    let unlisted = try row("facility,mrn,site,morphology", "s,1,C50.4,9680/3", options)
    #expect(unlisted.donor != nil)
    #expect(unlisted.warnings.map(\.field) == ["site"])
  }

  @Test func `an endless or unprintable identifier is refused without being quoted`() throws {
    let long = String(repeating: "x", count: 300)
    let row = try row("facility,mrn,family,given", "s,1,\(long),a\u{7}b")
    #expect(row.problems.map(\.field) == ["family", "given"])
    #expect(!row.problems.contains { "\($0)".contains("xxx") })
  }
}
