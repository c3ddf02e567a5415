import Domain
import TestSupport
import Testing

/// What a later report makes of a staging.
struct StagingTests {
  static func staging(_ random: inout SeededGenerator) -> Staging {
    var staging = Staging()
    staging.edition = random.maybe(random.pick([7, 8]))
    staging.stage = random.maybe(random.pick(["I", "II", "IIA", "IIB", "IV"])).flatMap {
      StageGroup($0)
    }
    func category(_ axis: TNMCategory.Axis, _ texts: [String]) -> TNMCategory? {
      random.maybe(random.pick(texts)).flatMap { TNMCategory($0, axis: axis) }
    }
    staging.t = category(.tumour, ["TX", "T1", "T1c", "cT2", "pT2"])
    staging.n = category(.nodes, ["NX", "N0", "N1"])
    staging.m = category(.metastasis, ["M0", "M1"])
    return staging
  }

  private func tumour(_ stage: String?, _ edition: UInt8?, t: String? = nil) throws -> TumourRecord
  {
    let site = try #require(Topography("C50.4"))
    let morphology = try #require(Morphology("8500/3"))
    var diagnosis = Diagnosis(site: site, morphology: morphology)
    diagnosis.stage = stage.flatMap { StageGroup($0) }
    diagnosis.edition = edition
    diagnosis.t = t.flatMap { TNMCategory($0, axis: .tumour) }
    return TumourRecord(diagnosis: diagnosis)
  }

  @Test func `a tumour without staging takes that of a later report`() throws {
    var known = try tumour(nil, nil)
    let later = try tumour("IIA", 8, t: "T2").diagnosis.staging
    #expect(known.isNews(later))
    known.take(later)
    #expect(known.diagnosis.staging == later)
    #expect(!known.isNews(later))
  }

  @Test func `what is missing is completed within one edition`() throws {
    var known = try tumour("IIA", nil)
    known.take(try tumour(nil, 8, t: "T2").diagnosis.staging)
    #expect(known == (try tumour("IIA", 8, t: "T2")))
    known.take(try tumour("IV", 7).diagnosis.staging)
    #expect(known == (try tumour("IIA", 8, t: "T2")), "another edition says nothing here")
  }

  @Test func `what is recorded stands, and what contradicts it is kept beside it`() throws {
    var known = try tumour("IIA", 8, t: "T2")
    known.take(try tumour("IV", 8).diagnosis.staging)
    #expect(known.diagnosis == (try tumour("IIA", 8, t: "T2")).diagnosis)
    #expect(known.contradictedParts == [.stage])
    known.take(try tumour(nil, 8, t: "T3").diagnosis.staging)
    #expect(known.contradictedParts == [.stage, .t])
    let before = known
    known.take(try tumour("IV", 8).diagnosis.staging)
    #expect(known == before)
  }

  @Test(arguments: [
    ("II", "IIA"), ("IIA", "II"), ("T1", "T1c"), ("TX", "T2"), ("T2", "TX"), ("cT2", "pT3"),
  ])
  func `a finer value, X and another classification contradict nothing`(
    _ one: String, _ other: String
  ) throws {
    func record(_ text: String) throws -> TumourRecord {
      text.contains("T") ? try tumour(nil, 8, t: text) : try tumour(text, 8)
    }
    var known = try record(one)
    known.take(try record(other).diagnosis.staging)
    #expect(known == (try record(one)))
  }

  @Test(arguments: 0..<300)
  func `no report ever changes a value that is recorded`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var known = try tumour(nil, nil)
    for _ in 0..<4 {
      let before = known
      let later = Self.staging(&random)
      known.take(later)
      let (old, new) = (before.diagnosis.staging, known.diagnosis.staging)
      for part in Staging.Part.allCases where old.words(part) != nil {
        #expect(new.words(part) == old.words(part), "seed \(seed)")
      }
      #expect(old.edition == nil || new.edition == old.edition, "seed \(seed)")
      #expect(!known.isNews(later), "seed \(seed)")
    }
  }
}
