import Interchange
import Testing

struct DataPackageTests {
  static let example = DataPackage(
    name: "release-1", title: "HER2 cohort", description: "Tumours of consenting donors.",
    licence: DataLicence(name: "other-closed", title: "Data use agreement"),
    notes: ["Not to be linked."],
    resources: [
      DataResource(
        name: "tumours", path: "tumours.csv", title: "Tumours", separator: .semicolon,
        sha256: String(repeating: "ab", count: 32), bytes: 12, primaryKey: ["donor"],
        missingValues: ["", "*"],
        fields: [
          DataField(
            name: "donor", type: .string, title: "Donor", description: "Pseudonym.",
            constraints: .init(required: true, unique: true, pattern: "[0-9A-Z-]+")),
          DataField(
            name: "age", type: .integer, constraints: .init(minimum: 0, maximum: 90)),
          DataField(
            name: "her2_ihc", type: .string, constraints: .init(allowed: ["0", "1+", "2+", "3+"])),
          DataField(name: "year", type: .year),
        ])
    ])

  @Test func `what is known of a release stands where the specification wants it`() throws {
    let package = try JSONValue(parsing: Self.example.json()[...])
    #expect(package["profile"]?.text == "tabular-data-package")
    #expect(package["name"]?.text == "release-1")
    #expect(package["licenses"]?.elements?.first?["name"]?.text == "other-closed")
    #expect(package["notes"]?.elements == [.string("Not to be linked.")])
    let resource = try #require(package["resources"]?.elements?.first)
    #expect(resource["path"]?.text == "tumours.csv")
    #expect(resource["bytes"]?.integer == 12)
    #expect(resource["hash"]?.text == "sha256:" + String(repeating: "ab", count: 32))
    #expect(resource["encoding"]?.text == "utf-8")
    #expect(resource["dialect"]?["delimiter"]?.text == ";")
    let schema = try #require(resource["schema"])
    #expect(schema["missingValues"]?.elements == [.string(""), .string("*")])
    #expect(schema["primaryKey"]?.elements == [.string("donor")])
    let fields = try #require(schema["fields"]?.elements)
    #expect(fields.compactMap { $0["type"]?.text } == ["string", "integer", "string", "year"])
    #expect(fields[0]["description"]?.text == "Pseudonym.")
    #expect(fields[0]["constraints"]?["unique"]?.truth == true)
    #expect(fields[1]["constraints"]?["maximum"]?.integer == 90)
    #expect(fields[2]["constraints"]?["enum"]?.elements?.count == 4)
    #expect(fields[3]["constraints"] == nil)
  }

  @Test func `what is not known is left out`() throws {
    let package = DataPackage(
      name: "p", resources: [DataResource(name: "r", path: "r.csv", fields: [])])
    let value = try JSONValue(parsing: package.json()[...])
    #expect(value.members?.map(\.key) == ["profile", "name", "resources"])
    let resource = value["resources"]?.elements?.first
    #expect(resource?["hash"] == nil)
    #expect(resource?["bytes"] == nil)
  }

  @Test func `names are made fit`() {
    #expect(DataPackage.slug("HER2 targeted/Ä") == "her2-targeted---")
    #expect(DataPackage.slug("a-b_c.9") == "a-b_c.9")
  }
}
