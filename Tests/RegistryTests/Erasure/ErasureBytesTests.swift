import Domain
import Foundation
import Registry
import Testing

/// Looks at every byte that a registry has on disk after an erasure.
struct ErasureBytesTests {
  private static let facility = "site-of-Quetzalcoatl"

  /// What tells something of the donor, as the bytes in which it stands in a file.
  private func traces(_ world: World) throws -> [(what: String, bytes: Data)] {
    let donor = "(SELECT code FROM donor WHERE facility = '\(Self.facility)')"
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
      let rows = try world.query("SELECT \(expression) FROM \(table) WHERE \(column) = \(donor)")
      #expect(!rows.isEmpty, "there is no \(what) to look for")
      found += rows.map { (what, Self.bytes($0)) }
    }
    return found
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
    try FileManager.default.subpathsOfDirectory(atPath: world.folder.path)
      .filter { $0 != "registry" }
      .map { ($0, try Data(contentsOf: URL(filePath: world.path($0)))) }
  }

  @Test(.enabled(if: World.hasShell), arguments: [1, 150, 299])
  func `no byte of an erased donor is in database, journal or later backup`(place: Int) throws {
    let world = try World()
    var erased = ""
    for number in 0..<300 {
      world.clock.tick()
      var person = try World.person(number)
      if number == place {
        // Nothing that another donor has as well, or its bytes would be found rightly.
        person.identifiers.facility = Self.facility
        person.identifiers.family = "Xochimilco"
        person.identifiers.given = "Berengaria"
        person.identifiers.birthDate = "1943-11-28"
        person.diagnoses[0].diagnosedOn = CivilDay(iso: "2024-11-17")
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
    let traces = try traces(world)
    let before = try files(world)
    for trace in traces {
      #expect(before.contains { $0.bytes.range(of: trace.bytes) != nil }, "\(trace.what)")
    }
    world.clock.tick()
    _ = try world.registry.erase(erased, confirmation: erased, ChangeRequest())
    _ = try world.registry.backup(to: world.path("later.backup"))
    for file in try files(world) {
      for trace in traces {
        #expect(
          file.bytes.range(of: trace.bytes) == nil, "\(trace.what) stands in \(file.name)")
      }
      #expect(file.bytes.range(of: Data(erased.utf8)) == nil, "the code's text in \(file.name)")
    }
    #expect(!world.exists("registry/registry.sqlite-journal"))
    #expect(try world.query("PRAGMA freelist_count") == ["0"])
    #expect(try world.faults().isEmpty)
  }
}
