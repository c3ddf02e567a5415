import Foundation
import Testing

/// What nobody knows is refused with the nearest known value: 65 alone, 3 in bulk.
@Suite struct UnknownWordTests {
  /// A word that is misspelt, alone and in a row.
  struct Misspelling: CustomTestStringConvertible {
    let what: String
    let arguments: [String]
    let row: String
    let fix: String

    var testDescription: String { what }
  }

  static let misspellings = [
    Misspelling(
      what: "scope", arguments: ["--form", "broad-tissue-donation", "--scopes", "tisue_surplus"],
      row: "CODE,grant,,tisue_surplus,2026-02-01,", fix: "did you mean 'tissue_surplus'?"),
    Misspelling(
      what: "form", arguments: ["--form", "broad-tissue-donatoin", "--scopes", "all"],
      row: "CODE,grant,broad-tissue-donatoin,all,2026-02-01,",
      fix: "did you mean 'broad-tissue-donation'?"),
    Misspelling(
      what: "version", arguments: ["--form", "broad-tissue-donation@7", "--scopes", "all"],
      row: "CODE,grant,broad-tissue-donation@7,all,2026-02-01,",
      fix: "did you mean 'broad-tissue-donation@1'?"),
    Misspelling(
      what: "signer",
      arguments: ["--form", "broad-tissue-donation", "--scopes", "all", "--signer", "parnt"],
      row: "CODE,grant,,all,2026-02-01,parnt", fix: "did you mean 'parent'?"),
  ]

  @Test(arguments: misspellings)
  func `a misspelt word is refused with the nearest one`(_ word: Misspelling) throws {
    let world = try TestWorld()
    let code = try world.registered()
    let before = world.run("stats").output
    let alone = world.run(
      ["consent", "grant", code, "--signed-on", "2026-02-01", "--format", "json"]
        + word.arguments)
    #expect(alone.status == 65, "\(alone.errors)")
    #expect(try alone.failure()["fix"] as? String == word.fix)
    let file = try world.file(
      "consents.csv",
      "donor,event,form,scopes,signed_on,signer\n"
        + word.row.replacingOccurrences(of: "CODE", with: code) + "\n")
    let bulk = world.run(
      "consent", "import", file, "--rejects", world.folder + "/rejects.csv", "--format", "json")
    #expect(bulk.status == 3, "\(bulk.errors)")
    let problems = try #require(try bulk.object()["problems"] as? [[String: Any]])
    #expect(problems.first?["fix"] as? String == word.fix)
    let rejects = try String(contentsOfFile: world.folder + "/rejects.csv", encoding: .utf8)
    #expect(rejects.contains(word.fix))
    #expect(world.run("stats").output == before)
  }

  @Test func `a misspelt event and a mistyped code are rejected rows`() throws {
    let world = try TestWorld()
    let code = try world.registered()
    let last = code.last == "0" ? "1" : "0"
    let file = try world.file(
      "consents.csv",
      """
      donor,event,scopes,signed_on
      \(code),grnt,all,2026-02-01
      \(code.dropLast())\(last),grant,all,2026-02-01

      """)
    let run = world.run("consent", "import", file, "--format", "json")
    #expect(run.status == 3)
    let problems = try #require(try run.object()["problems"] as? [[String: Any]])
    #expect(problems.map { $0["field"] as? String } == ["event", "donor"])
    #expect(problems.first?["fix"] as? String == "did you mean 'grant'?")
  }

  @Test func `a digest that is none is refused`() throws {
    let world = try TestWorld()
    let code = try world.registered()
    let run = world.run(
      "consent", "grant", code, "--form", "broad-tissue-donation", "--scopes", "all",
      "--signed-on", "2026-02-01", "--evidence", "sha256:abc", "--format", "json")
    #expect(run.status == 65)
    #expect((try run.failure()["where"] as? [String: Any])?["field"] as? String == "evidence")
  }
}
