import TestSupport
import Domain
import Testing

@testable import ResearchRouting

@Suite struct `Reading expressions` {
  /// Expression, offset of the error, and a part of its sentence.
  static let wrong: [(String, Int, String)] = [
    ("", 0, "the expression is empty"),
    ("   ", 3, "the expression is empty"),
    ("her2.ich = 3+", 0, "did you mean 'her2_ihc'?"),
    ("site in C50 and morphlogy = 8500/3", 16, "did you mean 'morphology'?"),
    ("her2.ihc = amplified", 11, "her2_ihc cannot be 'amplified'"),
    ("er = negatve", 5, "did you mean 'negative'?"),
    ("site in C50,", 12, "expected a value of site, but found the end"),
    ("site in C50, and er = positive", 13, "expected a value of site, but found 'and'"),
    ("site C50", 5, "expected a comparison after site"),
    ("(site = C50", 11, "expected ) for the ( at character 1"),
    ("site = C50)", 10, "take the parenthesis out"),
    ("site = C50 er = positive", 11, "join two rules with and or or"),
    ("site in C81-C86", 8, "which ends at C80.9"),
    ("site in C50-C20", 8, "ends before it begins"),
    ("site = breast", 7, "no ICD-O-3 topography"),
    ("morphology = 850/3", 13, "no morphology of ICD-O-3"),
    ("morphology = 8500/4", 13, "no morphology of ICD-O-3"),
    ("histology = 8500/3", 12, "no histology of ICD-O-3"),
    ("behaviour in 3, 4", 16, "no behaviour of ICD-O-3"),
    ("site > C50", 5, "site has no order"),
    ("t >= 2", 2, "t has no order"),
    ("t = 5", 4, "no T category"),
    ("t = pT1", 4, "leave out c, p and y"),
    ("n = 1(sn)", 5, "expected and, or, or the end"),
    ("stage = V", 8, "no AJCC stage group"),
    ("stage >= 0is", 9, "has no place in the order"),
    ("stage.ajcc3 = I", 0, "unknown field"),
    ("sex = unknown", 6, "write sex is unknown"),
    ("sex = femal", 6, "did you mean 'female'?"),
    ("tissue.kind in viabel", 15, "did you mean 'viable'?"),
    ("tissue.matched_normal = maybe", 24, "write yes or no"),
    ("age > 200", 6, "write 0 to 130"),
    ("age = 65-18", 6, "no age"),
    ("diagnosed_on = 2021-02-30", 15, "no day"),
    ("country = USA", 10, "two letters of ISO 3166-1"),
    ("er is recorded", 6, "expected known, unknown or conflicting"),
    ("site is conflicting", 8, "only a biomarker can be conflicting"),
    ("site = C50 & er = positive", 11, "unexpected '&'"),
    ("facility = \"site 1", 11, "the quotation mark is never closed"),
    ("not", 3, "expected the name of a field, but found the end"),
    ("er == negative and é = 1", 19, "unexpected '?'"),
  ]

  @Test(arguments: wrong)
  func `an error points at the character`(source: String, offset: Int, part: String) {
    let error = #expect(throws: ExpressionError.self) { _ = try EligibilityExpression(source) }
    #expect(error?.offset == offset, "\(source): \(error?.description ?? "")")
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    #expect(error?.description.hasPrefix("at character \(offset + 1): ") == true)
  }

  @Test func `the pointer stands under the place, on its own line`() {
    let source = "site in C50\n  and ers = positive"
    let error = #expect(throws: ExpressionError.self) { _ = try EligibilityExpression(source) }
    #expect(error?.pointer(in: source) == "  and ers = positive\n      ^^^")
    let end = #expect(throws: ExpressionError.self) { _ = try EligibilityExpression("site =") }
    #expect(end?.pointer(in: "site =") == "site =\n      ^")
  }

  @Test(arguments: [
    "site in C50, C16 and her2.ihc = 3+ or (her2.ihc = 2+ and her2.ish = amplified)",
    "SITE IN C50 AND NOT er = Positive", "site in (C50, C16)", "site in [C50]", "stage>=III",
    "not not site = C50", "facility = \"St. Mary's, ward 3\"", "her2-ihc = 3+", "HER2_IHC = 3+",
    "behavior = 3", "topography = C50", "tissue in viable", "pd-l1 = positive",
    "t in is, a, 1", "t in tis, TA, t1c", "age not in 0-17", "stage.ajcc7 = IIIA",
  ])
  func `these are read`(source: String) throws {
    _ = try EligibilityExpression(source)
  }

  @Test(arguments: EligibilityField.all)
  func `every field is found by its name`(field: EligibilityField) {
    #expect(EligibilityField(name: field.name) == field)
    #expect(EligibilityField(name: field.name.uppercased()) == field)
  }

  @Test func `no two fields share a name`() {
    #expect(Set(EligibilityField.names).count == EligibilityField.names.count)
  }

  @Test func `and binds tighter than or`() throws {
    let loose = try EligibilityExpression("er = positive or pr = positive and sex = male")
    let tight = try EligibilityExpression("er = positive or (pr = positive and sex = male)")
    #expect(loose.syntax == tight.syntax)
  }

  @Test func `too deep a nesting is refused, not followed`() {
    let source = String(repeating: "(", count: 5000) + "site = C50"
    let error = #expect(throws: ExpressionError.self) { _ = try EligibilityExpression(source) }
    #expect(error?.problem.contains("nested") == true)
    let long = String(repeating: " ", count: 9000) + "site = C50"
    let tooLong = #expect(throws: ExpressionError.self) { _ = try EligibilityExpression(long) }
    #expect(tooLong?.problem.contains("longer") == true)
  }

  @Test func `the deepest nesting that is read is evaluated`() throws {
    var source = "er = positive"
    for _ in 1..<Parser.deepest {
      source = "(pr = positive and age in 1, 2 or sex = male and \(source))"
    }
    let facts = Sample.facts([(.pr, .negative), (.er, .positive)])
    #expect(try Sample.truth(source, facts) == .unknown)
  }

  @Test(arguments: 0..<300)
  func `no text breaks the reader`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "site", "in", "C50", "(", ")", ",", "and", "or", "not", "=", "!=", "\"", "é", "3+",
    ]
    let source = (0..<12).map { _ in generator.pick(pieces) }.joined(separator: " ")
    do {
      _ = try EligibilityExpression(source)
    } catch {
      #expect(error.offset <= source.unicodeScalars.count, "seed \(seed): \(source)")
      #expect(!error.pointer(in: source).isEmpty, "seed \(seed)")
    }
  }

  @Test func `the parts that and joins are told one by one`() throws {
    let expression = try EligibilityExpression(
      "site in C50\n and (er = positive or pr = positive) and age >= 18")
    #expect(
      expression.conjuncts().map(\.source) == [
        "site in C50", "(er = positive or pr = positive)", "age >= 18",
      ])
    #expect(expression.conjuncts()[1].fields == [.biomarker(.er), .biomarker(.pr)])
    #expect(expression.fields == [.site, .biomarker(.er), .biomarker(.pr), .age])
    let either = try EligibilityExpression("site in C50 and sex = male or age >= 18")
    #expect(either.conjuncts().map(\.source) == [either.source])
    let enclosed = try EligibilityExpression("(site in C50 and sex = male)")
    #expect(enclosed.conjuncts().count == 1)
  }
}
