import Foundation
import Testing

/// Looks for the identifiers of a generated registry wherever they might have gone.
@Suite struct LeakTests {
  private struct Person {
    let family: String
    let given: String
    let mrn: String
    let birth: String
    let postcode: String
    let phone: String
    let national: String

    var all: [String] { [family, given, mrn, birth, postcode, phone, national] }

    var identifiers: String {
      """
      {"facility":"site-1","mrn":"\(mrn)","family":"\(family)","given":"\(given)",\
      "birth_date":"\(birth)","sex":"female","postcode":"\(postcode)","phone":"\(phone)",\
      "national":{"system":"nhs","value":"\(national)"}}
      """
    }

    var registration: String {
      """
      {"identifiers":\(identifiers),\
      "residence":{"postcode":"\(postcode)","country":"US"},\
      "diagnoses":[{"site":"C50.4","morphology":"8500/3","diagnosed_on":"2026-01-05"}],\
      "interest":{"source":"clinician","expressed_on":"2026-01-20"}}
      """
    }
  }

  /// People whose names and numbers are drawn anew for every seed.
  private static func people(_ count: Int, seed: UInt64) -> [Person] {
    var state = seed
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    func letters(_ count: Int) -> String {
      let rest = (1..<count).map { _ in String("abcdefghiklmnoprstuvwz".randomElement(draw)) }
      return "Q" + rest.joined()
    }
    func digits(_ count: Int) -> String { (0..<count).map { _ in "\(draw(10))" }.joined() }
    return (0..<count).map { _ in
      // Test numbers of the health service begin with 999; the last digit is modulus 11.
      var national = ""
      while national.isEmpty {
        let body = "999" + digits(6)
        let sum = zip(body.compactMap(\.wholeNumberValue), (2...10).reversed())
          .reduce(0) { $0 + $1.0 * $1.1 }
        let check = (11 - sum % 11) % 11
        if check < 10 { national = body + "\(check)" }
      }
      return Person(
        family: letters(9), given: letters(8), mrn: "MRN" + digits(7),
        birth: "19\(40 + draw(50))-0\(1 + draw(9))-1\(draw(10))",
        postcode: digits(5) + "-" + digits(4), phone: "0" + digits(9), national: national)
    }
  }

  /// Every form in which a text might stand in a file.
  private static func encodings(of text: String) -> [[UInt8]] {
    var forms: [[UInt8]] = []
    for cased in Set([text, text.lowercased(), text.uppercased()]) {
      let plain = Array(cased.utf8)
      let wide = Array(cased.utf16)
      for bytes in [
        plain, wide.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
        wide.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] },
      ] {
        forms.append(bytes)
        let hexadecimal = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
          .joined()
        forms.append(Array(hexadecimal.utf8))
        forms.append(Array(hexadecimal.uppercased().utf8))
        // In the middle of a longer text its base64 has one of three shapes.
        for shift in 0..<3 {
          let shifted = Data([UInt8](repeating: 0, count: shift) + bytes)
          let whole = Array(shifted.base64EncodedString().utf8)
          let start = shift == 0 ? 0 : 4
          let end = whole.count - (shifted.count % 3 == 0 ? 0 : 4)
          forms.append(Array(whole[start..<end]))
        }
      }
    }
    return forms
  }

  private static func places(of needles: [[UInt8]], in data: Data) -> Int {
    needles.count { data.range(of: Data($0)) != nil }
  }

  @Test func `an identifier is found in every encoding where it is`() {
    let name = "Quetzalcoatl"
    for needle in Self.encodings(of: name) { #expect(needle.count >= 8) }
    let holders = [
      Data("x \(name) y".utf8), Data("x \(name.uppercased()) y".utf8),
      Data("xyz\(name)".utf8).base64EncodedString().data(using: .utf8),
      Data("x\(name)abc".utf8).base64EncodedString().data(using: .utf8),
      Data("xy\(name)abc".utf8).base64EncodedString().data(using: .utf8),
      "x\(name)".data(using: .utf16LittleEndian), "x\(name)".data(using: .utf16BigEndian),
      Data(name.utf8.map { String($0, radix: 16) }.joined().utf8),
    ]
    for holder in holders {
      #expect(Self.places(of: Self.encodings(of: name), in: holder ?? Data()) > 0)
    }
  }

  @Test func `no identifier stands anywhere in any encoding`() throws {
    let seed: UInt64 = 20_260_101
    let people = Self.people(6, seed: seed)
    let world = try TestWorld()
    var told = Data()
    func run(_ arguments: String..., input: String = "") -> TestWorld.Run {
      let run = world.run(arguments, input: input)
      told.append(Data((run.output + "\n" + run.errors + "\n").utf8))
      return run
    }
    #expect(run("init").status == 0)
    for person in people.prefix(4) {
      let answer = run(
        "donor", "register", "--file", "-", "--format", "json", input: person.registration)
      #expect(answer.status == 0)
      let donor = try answer.object()["donor"] as? String ?? ""
      #expect(
        run(
          "consent", "grant", donor,
          "--form", "broad-tissue-donation", "--scopes", "all", "--signed-on",
          "2026-02-01"
        ).status == 0)
      for command in ["show", "report"] { #expect(run("donor", command, donor).status == 0) }
    }
    // What is refused is not repeated either.
    let bad = people[4].registration
    for wrong in [
      bad.replacingOccurrences(of: people[4].birth, with: people[4].family),
      bad.replacingOccurrences(of: people[4].national, with: people[4].national + "1"),
      bad.replacingOccurrences(of: people[4].national, with: people[0].national),
      String(bad.dropLast(40)),
    ] {
      for format in ["table", "json"] {
        let refused = run("donor", "register", "--file", "-", "--format", format, input: wrong)
        #expect(refused.status != 0)
      }
    }
    let list = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).ndjson"
    defer { try? FileManager.default.removeItem(atPath: list) }
    try people.map { $0.registration + "\n" }.joined()
      .write(toFile: list, atomically: false, encoding: .utf8)
    #expect(run("match", list, "--out", world.folder + "/matched.csv").status == 0)
    #expect(run("match", list, "--format", "json").status == 0)
    #expect(run("import", list, "--format", "json").status == 0)
    for command in [
      ["donor", "list", "--format", "json"], ["donor", "duplicates", "--scan", "--format", "json"],
      ["stats", "--format", "json"], ["doctor"], ["keys", "show", "--format", "json"],
      ["keys", "export", world.folder + "/keys.json"],
      ["consent", "export", "--as", "fhir-r4", "--out", world.folder + "/consents.json"],
      [
        "cohort", "export", "--where", "site in C50", "--recipient", "r", "--k", "1", "--out",
        world.folder + "/release",
      ],
    ] {
      let done = world.run(command)
      told.append(Data((done.output + "\n" + done.errors + "\n").utf8))
      #expect(done.status != 70 && done.status != 64, "\(command) \(done.errors)")
    }
    var files = ["what the commands told": told]
    let paths = FileManager.default.enumerator(atPath: world.folder)
    while let name = paths?.nextObject() as? String {
      files[name] = FileManager.default.contents(atPath: world.folder + "/" + name)
    }
    #expect(files.keys.contains("registry/registry.sqlite"))
    #expect(files.keys.contains("matched.csv"))
    for person in people {
      for identifier in person.all {
        let needles = Self.encodings(of: identifier)
        for (name, data) in files {
          #expect(Self.places(of: needles, in: data) == 0, "\(name), seed \(seed)")
        }
      }
    }
  }
}

extension String {
  /// A character that a drawn number chooses.
  fileprivate func randomElement(_ draw: (Int) -> Int) -> Character {
    self[index(startIndex, offsetBy: draw(count))]
  }
}
