import Foundation
import Testing

@testable import Commands

@Suite struct AnonymizeCommandTests {
  /// A table of twelve people with hierarchies of age and sex.
  private struct Case {
    let world: TestWorld
    let folder: String
    var out: String { world.folder + "/out.csv" }
    var report: String { world.folder + "/report.json" }

    init(
      _ table: String? = nil, age: String? = nil, sex: String = "f;*\nm;*\n"
    ) throws {
      world = try TestWorld()
      folder = world.folder + "/levels"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let ages = (30..<42).map { "\($0);\($0 / 10)x;*" }.joined(separator: "\n")
      _ = try world.file("levels/t_age.csv", age ?? ages)
      _ = try world.file("levels/t_sex.csv", sex)
      _ = try world.file("levels/t_site.csv", "C50;*\nC61;*\n=C1;*\n")
      let rows = (0..<12).map { row in
        "\(30 + row),\(row % 2 == 0 ? "f" : "m"),\(row % 3 == 0 ? "C50" : "C61"),note \(row)"
      }
      _ = try world.file(
        "in.csv", table ?? "age,sex,site,note\n" + rows.joined(separator: "\n") + "\n")
    }

    @discardableResult
    func run(_ options: String...) -> TestWorld.Run {
      world.run(
        ["anonymize", world.folder + "/in.csv", "--hierarchies", folder] + options
          + ["--out", out, "--report", report, "--format", "json"])
    }

    func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    var leavesNoFile: Bool {
      let left = (try? FileManager.default.contentsOfDirectory(atPath: world.folder)) ?? []
      return !left.contains { $0.hasPrefix("out.csv") || $0.hasPrefix("report.json") }
    }
  }

  @Test func `a table is written with a report that has the contract's keys`() throws {
    let table = try Case()
    let run = table.run("--qi", "age,sex", "--sensitive", "site", "--k", "3", "--suppression", "0")
    #expect(run.status == 0, "\(run.errors)")
    let lines = try table.text(table.out).split(separator: "\n")
    #expect(lines.first == "age,sex,site")
    #expect(lines.count == 13)
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("*,") })
    let report =
      try JSONSerialization.jsonObject(with: Data(table.text(table.report).utf8))
      as? [String: Any] ?? [:]
    for key in [
      "rows", "suppressed", "classes", "k", "levels", "loss", "highest_risk", "average_risk",
      "checked", "seconds", "ncp", "risks", "before", "models", "diversity", "sha256",
    ] { #expect(report[key] != nil, "\(key)") }
    #expect(report["rows"] as? Int == 12)
    #expect(report["k"] as? Int == 6)
    #expect(report["levels"] as? [String: Int] == ["age": 2, "sex": 0])
    #expect(report["left_out"] as? [String] == ["note"])
    #expect(try run.object()["k"] as? Int == 6)
  }

  @Test func `an output is never overwritten and a failure leaves no file`() throws {
    let table = try Case()
    _ = try table.world.file("out.csv", "mine")
    let run = table.run("--qi", "age,sex", "--k", "3")
    #expect(run.status == 6)
    #expect(try table.text(table.out) == "mine")
    #expect(!FileManager.default.fileExists(atPath: table.report))
    let other = try Case()
    _ = try other.world.file("report.json", "mine")
    #expect(other.run("--qi", "age,sex", "--k", "3").status == 6)
    #expect(!FileManager.default.fileExists(atPath: other.out))
  }

  @Test(arguments: [
    (["--qi", "age,sexx", "--k", "3"], 4, "did you mean 'sex'?"),
    (["--qi", "age,note", "--k", "3"], 4, "*_note.csv"),
    (["--qi", "age,sex", "--sensitive", "age", "--k", "3"], 64, "once"),
    (["--qi", "age,age", "--k", "3"], 64, "once"),
    (["--qi", "age,sex", "--k", "13"], 5, "lower k"),
    (["--qi", "age,sex", "--k", "3", "--l", "2"], 64, "--sensitive"),
    (["--qi", "age,sex", "--sensitive", "site", "--k", "3", "--l", "2.5"], 64, "whole"),
    (["--qi", "age,sex", "--sensitive", "site", "--k", "3", "--l", "4"], 5, "--suppression"),
    (["--qi", "age,sex", "--k", "3", "--k-map", "3"], 64, "table of all people"),
    (["--qi", "age,sex"], 64, "--help"),
  ])
  func `a request that cannot be met says what to do`(
    options: [String], status: Int32, fix: String
  ) throws {
    let table = try Case()
    let run = table.world.run(
      ["anonymize", table.world.folder + "/in.csv", "--hierarchies", table.folder] + options
        + ["--out", table.out, "--report", table.report, "--format", "json"])
    #expect(run.status == status, "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect((try run.failure()["fix"] as? String)?.contains(fix) == true, "\(run.errors)")
    #expect(table.leavesNoFile)
  }

  @Test func `a hierarchy that misses a value names the value, the line and both files`() throws {
    let ages = (30..<41).map { "\($0);*" }.joined(separator: "\n")
    let table = try Case(age: ages)
    let run = table.run("--qi", "age,sex", "--k", "3")
    #expect(run.status == 65)
    let failure = try run.failure()
    #expect((failure["message"] as? String)?.contains("'41'") == true)
    let place = failure["where"] as? [String: Any] ?? [:]
    #expect(place["line"] as? Int == 13)
    #expect(place["field"] as? String == "age")
    #expect((place["hierarchy"] as? String)?.hasSuffix("t_age.csv") == true)
    #expect(table.leavesNoFile)
  }

  @Test(arguments: [
    ("30;3x;*\n31;3x\n", "2 cells but the first one 3", 2),
    ("30;3x;a;*\n31;3x;b;*\n", "not monotone", 2), ("30;*\n31;*\n30;*\n", "twice", 3),
  ])
  func `a broken hierarchy names its line`(rows: String, words: String, line: Int) throws {
    let table = try Case(age: rows)
    let run = table.run("--qi", "age,sex", "--k", "3")
    #expect(run.status == 65)
    let failure = try run.failure()
    let message = (failure["message"] as? String ?? "") + (failure["why"] as? String ?? "")
    #expect(message.contains(words), "\(message)")
    #expect((failure["where"] as? [String: Any])?["line"] as? Int == line)
  }

  @Test func `masked records of the input form no class`() throws {
    let rows = (0..<6).map { "\(30 + $0);f" } + ["*;*", "*;*"]
    let table = try Case("age;sex\n" + rows.joined(separator: "\n"))
    let run = table.run("--qi", "age,sex", "--k", "3", "--suppression", "0")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.object()["rows"] as? Int == 8)
    #expect(try run.object()["masked_in_input"] as? Int == 2)
    #expect(try run.object()["suppressed"] as? Int == 0)
    #expect(try table.text(table.out).split(separator: "\n").count == 7)
  }

  @Test func `formulas are neutralised and read back as they were`() throws {
    let rows = (0..<6).map { "\(30 + $0)\tf\t=C1" }
    let table = try Case("age\tsex\tsite\n" + rows.joined(separator: "\n"))
    let run = table.run("--qi", "sex,site", "--keep", "age", "--k", "3")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try table.text(table.out).contains("30,f,'=C1\n"))
  }

  @Test func `a later release keeps the scheme of an earlier one`() throws {
    let first = try Case()
    let earlier = first.run("--qi", "age,sex", "--k", "3", "--suppression", "0")
    #expect(earlier.status == 0, "\(earlier.errors)")
    let scheme = try first.world.file("scheme.json", try first.text(first.report))
    // Two people of each sex: the scheme leaves sex as it is, so that k is 2.
    let few = "age,sex\n30,f\n31,f\n32,m\n33,m\n"
    let later = try Case(few)
    let exact = later.run("--qi", "age,sex", "--k", "2", "--scheme", scheme)
    #expect(exact.status == 0, "\(exact.errors)")
    #expect(try later.text(later.out).contains("*,f\n"))
    let refused = try Case(few)
    let run = refused.run(
      "--qi", "age,sex", "--k", "3", "--suppression", "0", "--scheme", scheme)
    #expect(run.status == 5)
    #expect((try run.failure()["fix"] as? String)?.contains("--coarser") == true, "\(run.errors)")
    #expect(refused.leavesNoFile)
    let coarser = refused.run(
      "--qi", "age,sex", "--k", "3", "--suppression", "0", "--scheme", scheme, "--coarser")
    #expect(coarser.status == 0, "\(coarser.errors)")
    #expect(try refused.text(refused.out) == "age,sex\n*,*\n*,*\n*,*\n*,*\n")
  }

  @Test(arguments: [
    (#"{"levels":{"age":1}}"#, 65, "'sex'"),
    (#"{"levels":{"age":7,"sex":0}}"#, 65, "level 7"),
    (#"{"levels":{"age":null,"sex":0}}"#, 65, "'age' has no level"),
    (#"{"rows":3}"#, 65, "no levels"), ("{", 65, ""),
  ])
  func `a scheme that does not fit the table is refused`(
    scheme: String, status: Int32, words: String
  ) throws {
    let table = try Case()
    let path = try table.world.file("scheme.json", scheme)
    let run = table.run("--qi", "age,sex", "--k", "3", "--scheme", path)
    #expect(run.status == status, "\(run.errors)")
    let message = try run.failure()["message"] as? String ?? ""
    #expect(words.isEmpty || message.contains(words), "\(message)")
    #expect(table.leavesNoFile)
  }

  @Test func `a scheme and levels for each class contradict each other`() throws {
    let table = try Case()
    let path = try table.world.file("scheme.json", #"{"levels":{"age":1,"sex":0}}"#)
    let run = table.run("--qi", "age,sex", "--k", "3", "--local", "--scheme", path)
    #expect(run.status == 64)
    #expect(table.leavesNoFile)
  }

  @Test func `hierarchies of the program's own are named and need no folder`() throws {
    let rows = (0..<40).map { row in
      "\(30 + row % 20),19\(60 + row % 9)-0\(1 + row % 9)-1\(row % 10),3506\(row % 10),"
        + "C50.\(row % 10),8500/3,II\(row % 2 == 0 ? "A" : "B")"
    }
    let table = try Case(
      "age,born,zip,site,morphology,stage\n" + rows.joined(separator: "\n") + "\n")
    let named = [
      "age=builtin:age", "born=builtin:date", "zip=builtin:postcode", "site=builtin:topography",
      "morphology=builtin:morphology", "stage=builtin:stage",
    ].flatMap { ["--hierarchy", $0] }
    let run = table.world.run(
      ["anonymize", table.world.folder + "/in.csv"] + named
        + ["--qi", "age,born,zip,site,morphology,stage", "--k", "5", "--out", table.out]
        + ["--report", table.report, "--format", "json"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.object()["k"] as? Int ?? 0 >= 5)
    #expect(try table.text(table.out).split(separator: "\n").count == 41)
  }

  @Test func `a file and a hierarchy of the program's own stand beside the folder`() throws {
    let table = try Case()
    let file = try table.world.file("sexes", "f;any\nm;any\n")
    let run = table.run(
      "--hierarchy", "age=builtin:age", "--hierarchy", "sex=\(file)", "--qi", "age,sex", "--k", "12"
    )
    #expect(run.status == 0, "\(run.errors)")
    #expect(try table.text(table.out).contains("*,any\n"))
  }

  @Test(arguments: [
    (["--hierarchy", "age=builtin:ages"], 64, "did you mean 'age'?"),
    (["--hierarchy", "agee=builtin:age"], 64, "did you mean 'age'?"),
    (["--hierarchy", "age"], 64, "--help"), (["--hierarchy", "age="], 64, "--help"),
    (["--hierarchy", "age=builtin:age", "--hierarchy", "age=x.csv"], 64, "--help"),
  ])
  func `a hierarchy that is named wrongly says what to do`(
    options: [String], status: Int32, fix: String
  ) throws {
    let table = try Case()
    let run = table.world.run(
      [
        "anonymize", table.world.folder + "/in.csv", "--hierarchies", table.folder, "--qi",
        "age,sex",
      ]
        + ["--k", "3", "--out", table.out, "--report", table.report, "--format", "json"] + options)
    #expect(run.status == status, "\(run.errors)")
    #expect((try run.failure()["fix"] as? String)?.contains(fix) == true, "\(run.errors)")
    #expect(table.leavesNoFile)
  }

  @Test func `a folder of hierarchies that is not there is named`() throws {
    let table = try Case()
    let run = table.world.run(
      "anonymize", table.world.folder + "/in.csv", "--hierarchies", table.world.folder + "/none",
      "--qi", "age,sex", "--k", "3", "--out", table.out, "--report", table.report, "--format",
      "json")
    #expect(run.status == 4)
    let failure = try run.failure()
    let place = failure["where"] as? [String: Any] ?? [:]
    #expect((place["folder"] as? String)?.hasSuffix("/none") == true)
    #expect((failure["fix"] as? String)?.contains("--hierarchy") == true)
    #expect(table.leavesNoFile)
  }

  @Test func `without a folder every hierarchy has to be named`() throws {
    let table = try Case()
    let run = table.world.run(
      "anonymize", table.world.folder + "/in.csv", "--hierarchy", "age=builtin:age", "--qi",
      "age,sex", "--k", "3", "--out", table.out, "--report", table.report, "--format", "json")
    #expect(run.status == 64)
    #expect((try run.failure()["fix"] as? String)?.contains("sex=builtin:") == true)
  }

  @Test func `a value that a hierarchy of the program's own cannot read is named with its line`()
    throws
  {
    let table = try Case("age,sex\n40,f\n41,m\nold,f\n42,m\n")
    let run = table.run("--hierarchy", "age=builtin:age", "--qi", "age,sex", "--k", "2")
    #expect(run.status == 65)
    let failure = try run.failure()
    #expect((failure["message"] as? String)?.contains("'old'") == true)
    let place = failure["where"] as? [String: Any] ?? [:]
    #expect(place["line"] as? Int == 4)
    #expect(place["field"] as? String == "age")
    #expect(place["hierarchy"] as? String == "builtin:age")
    #expect((failure["fix"] as? String)?.contains("years") == true)
    #expect(table.leavesNoFile)
  }

  @Test func `the average risk can be limited alone`() throws {
    let table = try Case()
    let run = table.run("--qi", "age,sex", "--average-risk", "0.2", "--suppression", "0")
    #expect(run.status == 0, "\(run.errors)")
    #expect((try run.object()["average_risk"] as? Double ?? 1) <= 0.2)
    let refused = try Case()
    let none = refused.run("--qi", "age,sex", "--average-risk", "0.01")
    #expect(none.status == 5)
    #expect(refused.leavesNoFile)
  }

  @Test func `a dry run says what would come of it and leaves no file`() throws {
    let table = try Case()
    let run = table.run("--qi", "age,sex", "--k", "3", "--dry-run")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.object()["k"] as? Int == 6)
    #expect(try run.object()["dry_run"] as? Bool == true)
    #expect(table.leavesNoFile)
  }

  @Test func `local recoding keeps more detail and suppresses nobody`() throws {
    let table = try Case()
    let run = table.run("--qi", "age,sex", "--k", "3", "--local", "--suppression", "0")
    #expect(run.status == 0, "\(run.errors)")
    let local = try #require(try run.object()["ncp"] as? Double)
    let other = try Case()
    let whole = other.run("--qi", "age,sex", "--k", "3", "--suppression", "0")
    #expect(local <= (try #require(try whole.object()["ncp"] as? Double)))
    #expect(try run.object()["suppressed"] as? Int == 0)
  }

  @Test func `a population lowers the demand to people who fit`() throws {
    let table = try Case()
    let people = (0..<12).flatMap { row in
      (0..<3).map { _ in "\(30 + row),\(row % 2 == 0 ? "f" : "m")" }
    }
    let path = try table.world.file("people.csv", "age,sex\n" + people.joined(separator: "\n"))
    let run = table.run("--qi", "age,sex", "--k-map", "3", "--population", path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.object()["loss"] as? Double == 0)
    #expect(try run.object()["k"] as? Int == 1)
    let report =
      try JSONSerialization.jsonObject(with: Data(table.text(table.report).utf8))
      as? [String: Any] ?? [:]
    let risks = report["risks"] as? [String: [String: Double]] ?? [:]
    #expect(abs((risks["journalist"]?["highest"] ?? 0) - 1.0 / 3) < 1e-12)
    #expect(risks["prosecutor"]?["highest"] == 1)
  }

  /// What would play no part is refused, and the message names the option that was written.
  @Test(arguments: ["--local", "--sets"])
  func `a metric or a population beside cells of each class's own is refused`(mode: String) throws {
    let table = try Case()
    let metric = table.run("--qi", "age,sex", "--k", "3", "--metric", "precision", mode)
    #expect(metric.status == 64)
    #expect(metric.errors.contains("--metric"))
    let people = table.run(
      "--qi", "age,sex", "--k", "3", "--population", table.world.folder + "/in.csv", mode)
    #expect(people.status == 64)
    #expect(people.errors.contains(#""option":"\#(mode)""#))
    #expect(table.leavesNoFile)
  }
}
