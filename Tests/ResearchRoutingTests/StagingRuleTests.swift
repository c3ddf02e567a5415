import Domain
import ResearchRouting
import Testing

@Suite struct `Staging rules` {
  private func staged(_ stage: String?, edition: UInt8? = 8) -> TumourFacts {
    Sample.facts { diagnosis in
      diagnosis.stage = stage.flatMap { StageGroup($0) }
      diagnosis.edition = edition
    }
  }

  @Test(arguments: [
    ("stage = III", "IIIC2", Truth.isTrue), ("stage = III", "II", .isFalse),
    ("stage = IIIC", "IIIC2", .isTrue), ("stage = IIIC", "IIIB", .isFalse),
    ("stage = IIIC", "III", .unknown), ("stage = IIIC2", "IIIC", .unknown),
    ("stage >= III", "IIIA", .isTrue), ("stage >= III", "IV", .isTrue),
    ("stage >= III", "IIC", .isFalse), ("stage >= IIB", "IIA", .isFalse),
    ("stage >= IIB", "II", .unknown), ("stage >= IIB", "IIIA", .isTrue),
    ("stage >= IIA", "II", .isTrue), ("stage < II", "IB", .isTrue), ("stage < II", "IIA", .isFalse),
    ("stage <= IIA", "IIA2", .isTrue), ("stage <= IIA", "IIB", .isFalse),
    ("stage <= IIA", "II", .unknown), ("stage > I", "IA1", .isFalse), ("stage > I", "II", .isTrue),
    ("stage > 0", "0is", .isFalse), ("stage >= I", "0a", .isFalse), ("stage = 0is", "0a", .isFalse),
    ("stage >= IB", "IS", .unknown), ("stage = IS", "IS", .isTrue), ("stage != II", "II", .isFalse),
    ("stage in IIB, IIC", "II", .unknown), ("stage >= IA2", "IA", .unknown),
    ("stage >= IA1", "IA", .isTrue),
  ])
  func `stage groups and their order`(rule: String, stage: String, truth: Truth) throws {
    #expect(try Sample.truth(rule, staged(stage)) == truth)
  }

  @Test func `stages of another edition, or of none, are never compared`() throws {
    #expect(try Sample.truth("stage >= III", staged("IV", edition: 7)) == .unknown)
    #expect(try Sample.truth("stage >= III", staged("IV", edition: nil)) == .unknown)
    #expect(try Sample.truth("stage.ajcc7 >= III", staged("IV", edition: 7)) == .isTrue)
    #expect(try Sample.truth("stage.ajcc7 >= III", staged("IV", edition: 8)) == .unknown)
    #expect(try Sample.truth("stage != II", staged("IV", edition: 7)) == .unknown)
    #expect(try Sample.truth("stage is known", staged("IV", edition: 7)) == .isTrue)
    #expect(try Sample.truth("edition in 7, 8", staged("IV", edition: 7)) == .isTrue)
    #expect(try Sample.truth("edition = 8", staged("IV", edition: nil)) == .unknown)
  }

  @Test func `a missing stage is neither early nor late`() throws {
    #expect(try Sample.truth("stage >= III", staged(nil)) == .unknown)
    #expect(try Sample.truth("stage < III", staged(nil)) == .unknown)
    #expect(try Sample.truth("stage is known", staged(nil)) == .isFalse)
    #expect(try Sample.truth("stage is unknown", staged(nil)) == .isTrue)
  }

  @Test(arguments: [
    ("t in is, a, 1", "Tis", Truth.isTrue), ("t in Tis, Ta, T1", "pTa", .isTrue),
    ("t in is, a, 1", "T1c", .isTrue), ("t in is, a, 1", "T2", .isFalse),
    ("t in is, a, 1", "TX", .unknown), ("t = X", "TX", .isTrue), ("t = 1c", "T1", .unknown),
    ("t = 1c", "T1b", .isFalse), ("t = 1c", "cT1c3", .isTrue), ("t = 1c3", "T1c", .unknown),
    ("t = 1mi", "T1mi", .isTrue), ("t = 1", "T1(m)", .isTrue), ("t != 1", "TX", .unknown),
    ("t is known", "TX", .isFalse), ("t is known", "T0", .isTrue),
  ])
  func `T categories`(rule: String, category: String, truth: Truth) throws {
    let facts = Sample.facts { $0.t = TNMCategory(category, axis: .tumour) }
    #expect(try Sample.truth(rule, facts) == truth)
  }

  @Test func `N and M categories`() throws {
    let facts = Sample.facts { diagnosis in
      diagnosis.n = TNMCategory("pN1mi", axis: .nodes)
      diagnosis.m = TNMCategory("M1b", axis: .metastasis)
    }
    #expect(try Sample.truth("n = 1", facts) == .isTrue)
    #expect(try Sample.truth("n = 1mi", facts) == .isTrue)
    #expect(try Sample.truth("n = N0", facts) == .isFalse)
    #expect(try Sample.truth("m = 1", facts) == .isTrue)
    #expect(try Sample.truth("m = M1c", facts) == .isFalse)
    #expect(try Sample.truth("t = 1", facts) == .unknown)
  }
}
