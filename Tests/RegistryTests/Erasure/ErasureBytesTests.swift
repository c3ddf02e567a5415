import Domain
import Foundation
import Registry
import Testing

/// Looks at every byte that a registry has on disk after an erasure.
struct ErasureBytesTests {
  private static let facility = "site-of-Quetzalcoatl"

  /// What tells something of the donor, as the bytes in which it stands in a file.
  private func traces(
    _ world: World, of numbers: [String]
  ) throws -> [(what: String, bytes: Data)] {
    let donor = "(\(numbers.joined(separator: ", ")))"
    var found: [(String, Data)] = [("facility", Data(Self.facility.utf8))]
    let columns = [
      ("wrapped key", "hex(wrapped)", "data_key", "donor"),
      ("tumours", "hex(findings)", "donor", "code"),
      ("evidence", "hex(evidence)", "consent_event", "donor"),
      ("token", "printf('%016X', token)", "match_token", "donor"),
      ("strong token", "printf('%016X', high)", "strong_identifier", "donor"),
      ("strong token", "printf('%016X', low)", "strong_identifier", "donor"),
    ]
    for (what, expression, table, column) in columns {
      let rows = try world.query("SELECT \(expression) FROM \(table) WHERE \(column) IN \(donor)")
      #expect(!rows.isEmpty, "there is no \(what) to look for")
      found += rows.map { (what, Self.bytes($0)) }
    }
    return found
  }

  /// The codes of the donor as the tables hold them.
  private func numbers(_ world: World) throws -> [String] {
    try world.query("SELECT code FROM donor WHERE facility = '\(Self.facility)'")
  }

  private static func bytes(_ hexadecimal: String) -> Data {
    var bytes = Data()
    var digits = hexadecimal[...]
    while let byte = UInt8(digits.prefix(2), radix: 16), digits.count >= 2 {
      bytes.append(byte)
      digits = digits.dropFirst(2)
    }
    return bytes
  }

  private func files(_ world: World) throws -> [(name: String, bytes: Data)] {
    try FileManager.default.subpathsOfDirectory(atPath: world.folder.path).compactMap { name in
      let path = world.path(name)
      let kind = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      return kind == .typeDirectory ? nil : (name, try Data(contentsOf: URL(filePath: path)))
    }
  }

  /// Nothing that another donor has as well, or its bytes would be found rightly.
  private static func single(_ person: inout DonorIntake) {
    person.identifiers.facility = facility
    person.identifiers.family = "Xochimilco"
    person.identifiers.given = "Berengaria"
    person.identifiers.birthDate = "1943-11-28"
    person.diagnoses[0].diagnosedOn = CivilDay(iso: "2024-11-17")
  }

  private func expectNone(
    of traces: [(what: String, bytes: Data)], codes: [String], in world: World
  ) throws {
    for file in try files(world) {
      for trace in traces {
        #expect(
          file.bytes.range(of: trace.bytes) == nil, "\(trace.what) stands in \(file.name)")
      }
      for code in codes {
        #expect(file.bytes.range(of: Data(code.utf8)) == nil, "the code's text in \(file.name)")
      }
    }
  }

  @Test(.enabled(if: World.hasShell), arguments: [1, 150, 299])
  func `no byte of an erased donor is in database, journal or later backup`(place: Int) throws {
    let world = try World()
    var erased = ""
    for number in 0..<300 {
      world.clock.tick()
      var person = try World.person(number)
      if number == place {
        Self.single(&person)
      }
      let donor = try world.registry.register(person, ChangeRequest()).donor
      if number == place { erased = donor }
      if number % 3 == 0 || number == place {
        world.clock.tick()
        var request = ConsentRequest(donor: donor, kind: "grant")
        request.scopes = ["all"]
        request.signedOn = World.firstDay
        request.evidence = .digest(
          "sha256:" + String(repeating: number == place ? "5eed" : "0123", count: 16))
        _ = try world.registry.consent(request, ChangeRequest())
      }
    }
    let traces = try traces(world, of: try numbers(world))
    let before = try files(world)
    for trace in traces {
      #expect(before.contains { $0.bytes.range(of: trace.bytes) != nil }, "\(trace.what)")
    }
    world.clock.tick()
    _ = try world.registry.erase(erased, confirmation: erased, ChangeRequest())
    _ = try world.registry.backup(to: world.path("later.backup"))
    try expectNone(of: traces, codes: [erased], in: world)
    #expect(!world.exists("registry/registry.sqlite-journal"))
    #expect(try world.query("PRAGMA freelist_count") == ["0"])
    #expect(try world.faults().isEmpty)
  }

  /// Every kind of row that a life in the registry leaves: two codes made one, offers, releases to
  /// recipients who share, a recall, and copies in a chain.
  @Test(.enabled(if: World.hasShell))
  func `no byte stays of a donor who was merged, offered, released and recalled`() throws {
    let offers = try OfferWorld()
    let world = offers.world
    try offers.open("LIVING", quota: 80)
    for number in 0..<60 { try offers.donor(number) }
    let codes = try ["A1", "A2"].map { number in
      let code = try world.register(100) {
        Self.single(&$0)
        $0.identifiers.mrn = number
        if number == "A2" { $0.identifiers.given = "Hildegund" }
        $0.tissue = [Specimen(kind: .viable, viability: .viable)]
      }.donor
      world.clock.tick()
      var request = ConsentRequest(donor: code, kind: "grant")
      request.scopes = ["all"]
      request.signedOn = World.firstDay
      request.evidence = .digest("sha256:" + String(repeating: "5eed", count: 16))
      _ = try world.registry.consent(request, ChangeRequest())
      return code
    }
    let numbers = try numbers(world)
    #expect(numbers.count == 2)
    let traces = try traces(world, of: numbers)
    _ = try world.registry.backup(to: world.path("first.backup"))
    try world.share("lab-a", "lab-b")
    try offers.allocate()
    _ = try world.release("release-a", to: "lab-a")
    try world.merge(codes[0], codes[1])
    _ = try world.release("release-b", to: "lab-b")
    try world.withdraw(codes[0], level: "no-further-use")
    world.clock.tick()
    _ = try world.registry.erase(codes[0], confirmation: codes[0], ChangeRequest())
    _ = try world.registry.backup(
      to: world.path("second.backup"), since: world.path("first.backup"), withKeys: true)
    _ = try world.registry.exportKeys(
      to: world.path("keys.json"), passphrase: nil, ChangeRequest())
    // The list of erased donors beside the data keys names them, so that a restore erases again.
    let named = ["second.backup.keys", "keys.json"]
    for name in named { #expect(try Data(contentsOf: URL(filePath: world.path(name))).count > 0) }
    for file in try files(world) {
      for trace in traces where file.bytes.range(of: trace.bytes) != nil {
        Issue.record("\(trace.what) stands in \(file.name)")
      }
    }
    for table in try world.query("SELECT name FROM sqlite_schema WHERE type = 'table'") {
      let columns = try world.query("SELECT name FROM pragma_table_info('\(table)')")
      guard columns.contains("donor"), table != "erased_donor" else { continue }
      let rows = try world.query(
        "SELECT count(*) FROM \"\(table)\" WHERE donor IN (\(numbers.joined(separator: ", ")))")
      #expect(rows == ["0"], "\(table) still names the donor")
    }
    #expect(try world.faults().isEmpty)
  }
}
