import TestSupport
import Anonymization
import Domain
import Testing

@testable import Cohorts

struct CohortAnonymizerTests {
  private static let policy = ReleasePolicy(
    k: 5, suppressionLimit: 0.1, ageTopCode: 90, restrictedRegions: ["036"],
    quasiIdentifiers: ["sex", "age", "postcode3", "site", "morphology", "diagnosis_year"])

  private func member(_ number: Int, age: Int, postcode: String = "350") throws -> CohortMember {
    let diagnosis = Diagnosis(
      site: try Topography.parse("C50.\(number % 5)", field: "site"),
      morphology: try Morphology.parse("8500/3", field: "morphology"),
      diagnosedOn: CivilDay(iso: "202\(number % 5)-03-04"))
    let tumour = TumourRecord(diagnosis: diagnosis, age: age)
    let record = DonorRecord(
      interest: Interest(source: .clinician, expressedOn: CivilDay(daysSinceEpoch: 20_000)),
      sex: .female, postcode3: postcode, tumours: [tumour])
    return CohortMember(
      donor: Int64(number), pseudonym: Int64(1000 - number), record: record, tumour: tumour)
  }

  @Test func `every class of a release has k members by another count`() throws {
    let members = try (0..<60).map { try member($0, age: 30 + $0) }
    let cohort = try CohortAnonymizer.anonymize(Cohort(members), policy: Self.policy)
    var classes: [[String]: Int] = [:]
    for row in cohort.released {
      let key = cohort.columns.filter { cohort.quasiIdentifiers.contains($0.column.name) }
        .map { $0.value(row) }
      classes[key, default: 0] += 1
    }
    #expect(classes.values.allSatisfy { $0 >= 5 })
    #expect(cohort.released.count + cohort.suppressed == 60)
    #expect(cohort.suppressed <= 6)
  }

  /// Whatever earlier releases say, k donors look alike within what they tell apart, and nobody is
  /// lost to suppression who could have stayed.
  @Test(arguments: [CohortRecoding.fullDomain, .local], 0..<40)
  func `classes are made within what earlier releases tell apart`(
    recoding: CohortRecoding, seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let members = try (0..<Int.random(in: 40...160, using: &random)).map {
      try member($0, age: Int.random(in: 20...80, using: &random))
    }
    let groups = UInt32.random(in: 1...12, using: &random)
    let earlier = members.map { _ in UInt32.random(in: 0..<groups, using: &random) }
    var policy = Self.policy
    policy.recoding = recoding
    var sizes: [UInt32: Int] = [:]
    for group in earlier { sizes[group, default: 0] += 1 }
    let cohort = try CohortAnonymizer.anonymize(Cohort(members), policy: policy, earlier: earlier)
    var looks: [[String]: Int] = [:]
    for row in cohort.released {
      let look = cohort.columns.filter { cohort.quasiIdentifiers.contains($0.column.name) }
        .map { $0.value(row) }
      looks[look + ["\(earlier[row])"], default: 0] += 1
    }
    #expect(looks.values.allSatisfy { $0 >= policy.k }, "seed \(seed)")
    #expect(cohort.apart == sizes.values.filter { $0 < policy.k }.sorted(), "seed \(seed)")
    if groups > 1 {
      #expect(
        cohort.released.count == sizes.values.filter { $0 >= policy.k }.reduce(0, +),
        "seed \(seed)")
    }
  }

  @Test func `local recoding keeps what the donors of a class share`() throws {
    let members = try (0..<20).map { try member(5 * $0, age: $0 < 10 ? 41 : 30 + 3 * $0) }
    var policy = Self.policy
    let coarse = try CohortAnonymizer.anonymize(Cohort(members), policy: policy)
    policy.recoding = .local
    let fine = try CohortAnonymizer.anonymize(Cohort(members), policy: policy)
    let age = try #require(fine.columns.first { $0.column.name == "age" })
    #expect(fine.released.contains { age.value($0) == "41" })
    #expect(fine.loss < coarse.loss)
    #expect(fine.levels.contains { $0.lowest < $0.level })
  }

  @Test func `rows leave in the order of their pseudonyms`() throws {
    let members = try (0..<30).map { try member($0, age: 50) }
    let cohort = try CohortAnonymizer.anonymize(Cohort(members), policy: Self.policy)
    let pseudonyms = cohort.released.map { members[$0].pseudonym }
    #expect(pseudonyms == pseudonyms.sorted())
  }

  /// Pseudonyms are spread evenly, but the order must not rest on it.
  @Test(arguments: [Int64(1) << 60, 1 << 45, 40])
  func `members are put in the order of any pseudonyms`(bound: Int64) {
    for seed in 0..<20 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let pseudonyms = (0..<500).map { _ in Int64.random(in: 1..<bound, using: &random) }
      let members = pseudonyms.indices.filter { _ in Bool.random(using: &random) }
      let sorted = PseudonymOrder.sorted(members, by: pseudonyms)
      #expect(sorted.sorted() == members, "seed \(seed)")
      #expect(
        sorted.map { pseudonyms[$0] } == members.map { pseudonyms[$0] }.sorted(), "seed \(seed)")
    }
  }

  @Test func `members taken in by halves are the same cohort`() throws {
    for seed in 0..<10 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let members = try (0..<80).map {
        try member(
          $0, age: Int.random(in: 20...80, using: &random),
          postcode: ["350", "AB1", "longer than seven"].randomElement(using: &random) ?? "")
      }
      let half = Int.random(in: 0...80, using: &random)
      var halves = Cohort(members.prefix(half))
      halves.append(Cohort(members.dropFirst(half)))
      let whole = Cohort(members)
      #expect(halves.donors == whole.donors && halves.pseudonyms == whole.pseudonyms)
      for (left, right) in zip(try halves.recorded(), try whole.recorded()) {
        #expect(
          left.values.codes.map { left.values.values[$0] }
            == right.values.codes.map { right.values.values[$0] }, "seed \(seed)")
      }
    }
  }

  @Test func `members of one class look alike and those of two do not`() throws {
    let members = try (0..<200).map { try member($0, age: 30 + $0 % 50) }
    let cohort = try CohortAnonymizer.anonymize(Cohort(members), policy: Self.policy)
    let looks = cohort.values(of: cohort.quasiIdentifiers)
    let classes = cohort.equivalenceClasses()
    let pairs = Set(zip(classes, looks).map { "\($0) \($1)" })
    #expect(pairs.count == Set(classes).count && pairs.count == Set(looks).count)
    #expect(Set(classes) == Set(0..<UInt32(pairs.count)))
  }

  @Test func `ages of 90 and more are one value and small areas are 000`() throws {
    let members = try (0..<20).map { try member($0, age: 90 + $0 % 9, postcode: "036") }
    let cohort = try CohortAnonymizer.anonymize(Cohort(members), policy: Self.policy)
    let columns = Dictionary(uniqueKeysWithValues: cohort.columns.map { ($0.column.name, $0) })
    let age = try #require(columns["age"])
    let region = try #require(columns["postcode3"])
    for row in cohort.released {
      #expect(["90+", "*"].contains(age.value(row)))
      #expect(["000", "*"].contains(region.value(row)))
    }
  }

  @Test func `fewer donors than k are refused`() throws {
    let members = try (0..<4).map { try member($0, age: 50) }
    #expect(throws: CohortRefusal.tooFew(donors: 4, k: 5)) {
      try CohortAnonymizer.anonymize(Cohort(members), policy: Self.policy)
    }
  }

  @Test func `a quasi-identifier that is none is refused`() throws {
    var policy = Self.policy
    policy.quasiIdentifiers = ["shoe_size"]
    let members = try (0..<9).map { try member($0, age: 50) }
    #expect(throws: CohortRefusal.self) {
      try CohortAnonymizer.anonymize(Cohort(members), policy: policy)
    }
  }

  @Test func `two results of one marker that disagree are conflicting`() throws {
    var one = try member(1, age: 50)
    one.tumour.diagnosis.biomarkers = [
      try BiomarkerFinding.parse(name: "er", value: "positive", observedOn: nil, field: "m"),
      try BiomarkerFinding.parse(name: "er", value: "negative", observedOn: nil, field: "m"),
      try BiomarkerFinding.parse(name: "pr", value: "not_tested", observedOn: nil, field: "m"),
    ]
    let columns = Dictionary(uniqueKeysWithValues: ReleaseColumn.all.map { ($0.name, $0) })
    #expect(columns["er"]?.value(one) == "conflicting")
    #expect(columns["pr"]?.value(one) == "")
  }

  @Test func `members with equal keys have equal values in every column`() throws {
    var random = SystemRandomNumberGenerator()
    let seed = random.next()
    var generator = SeededGenerator(seed: seed)
    var members: [CohortMember] = []
    for number in 0..<400 {
      var one = try member(
        number, age: Int.random(in: 0...110, using: &generator),
        postcode: ["350", "AB1", "A", "longer than seven"].randomElement(using: &generator) ?? "")
      one.record.country = ["US", "DE", nil].randomElement(using: &generator) ?? nil
      one.record.sex = Sex.allCases.randomElement(using: &generator) ?? .unknown
      one.record.tissue = TissueKind.allCases.filter { _ in Bool.random(using: &generator) }
        .map { Specimen(kind: $0) }
      one.tumour.diagnosis.stage = StageGroup(
        ["0", "0a", "0is", "I", "IS", "IIIC2", "IV"].randomElement(using: &generator) ?? "")
      one.tumour.diagnosis.t = TNMCategory(
        ["Tis", "Ta", "TX", "pT1c", "T4"].randomElement(using: &generator) ?? "", axis: .tumour)
      one.tumour.diagnosis.edition = [7, 8, nil].randomElement(using: &generator) ?? nil
      for result in ["positive", "negative", "not_tested"] where Bool.random(using: &generator) {
        one.tumour.diagnosis.biomarkers.append(
          try BiomarkerFinding.parse(name: "er", value: result, observedOn: nil, field: "m"))
      }
      members.append(one)
    }
    for column in ReleaseColumn.all {
      var values: [UInt64: String] = [:]
      for member in members {
        let key = MemberKeys(member)[column.key]
        guard key != MemberKeys.unknown else { continue }
        let value = column.value(member)
        #expect(values.updateValue(value, forKey: key) ?? value == value, "seed \(seed)")
      }
      #expect(Set(members.map(column.value)).count == 1 || values.count > 1, "seed \(seed)")
    }
  }

  @Test(arguments: ConsentState.allCases)
  func `a denial reaches back to a release and an end of validity does not`(state: ConsentState) {
    var states = PackedStates()
    states[.clinicalData] = state
    let lost = RecallRule.lost([.clinicalData], in: states).map(\.state)
    switch state {
    case .permitted, .lapsed, .suspended, .reconsentDue, .majorityDue: #expect(lost.isEmpty)
    case .notAsked, .declined, .refused, .withdrawn, .objected: #expect(lost == [state])
    }
  }
}

extension ReleasedColumn {
  fileprivate func value(_ member: Int) -> String { labels[codes[member]] }
}
