import Interchange
import Testing

struct HeaderTests {
  private func reader(_ header: String) throws -> DelimitedReader {
    try DelimitedReader(source: ByteSources.text(header + "\n"))
  }

  @Test func `columns are found in any order, whatever their case`() throws {
    let columns = try reader(" Site ,MRN,birth-date").bind(known: [
      "mrn", "birth_date", "site", "t",
    ])
    #expect(columns == [1, 2, 0, nil])
  }

  @Test func `an unknown column is named with the nearest known one`() throws {
    let error = #expect(throws: HeaderError.self) {
      try reader("mrn,morfology").bind(known: ["mrn", "morphology"])
    }
    #expect(
      error?.description
        == "column 2, 'morfology', is not known; did you mean 'morphology'?")
  }

  @Test func `a file without a header is not quoted, because its first line is a person`() throws {
    let error = #expect(throws: HeaderError.noKnownColumn) {
      try reader("Example,Ada,1961-02-03").bind(known: ["family", "given", "birth_date"])
    }
    #expect(error?.description.contains("Ada") == false)
  }

  @Test func `a column that is there twice or missing is an error`() throws {
    #expect(throws: HeaderError.duplicateColumn("mrn", first: 1, second: 3)) {
      try reader("mrn,site,Mrn").bind(known: ["mrn", "site"])
    }
    #expect(throws: HeaderError.missingColumn("site")) {
      try reader("mrn,t").bind(known: ["mrn", "site", "t"], required: ["site"])
    }
  }

  @Test func `unknown columns are passed over where the caller says so`() throws {
    #expect(try reader("x,mrn,").bind(known: ["mrn"], unknown: .ignored) == [1])
    #expect(try reader("line,mrn").bind(known: ["mrn"], ignored: ["line"]) == [1])
  }

  @Test func `every sentence says what to do`() {
    let errors: [HeaderError] = [
      .noKnownColumn, .unknownColumn("x", column: 1, known: ["a"]),
      .duplicateColumn("x", first: 1, second: 2), .missingColumn("x"),
    ]
    for error in errors { #expect(error.description.contains(";")) }
  }
}
