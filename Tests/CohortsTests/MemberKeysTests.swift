import Anonymization
import Domain
import TestSupport
import Testing

@testable import Cohorts

/// Members taken in by their codes fill the same columns as members taken in by their records.
struct MemberKeysTests {
  private func record(_ random: inout SeededGenerator) throws -> DonorRecord {
    var diagnosis = Diagnosis(
      site: try #require(Topography(random.pick(["C50.4", "C16.0", "C18.2"]))),
      morphology: try #require(Morphology(random.pick(["8500/3", "8500/2", "8140/3"]))))
    diagnosis.diagnosedOn = random.maybe(
      CivilDay(daysSinceEpoch: 18_000 + Int32(random.below(900))))
    diagnosis.stage = random.maybe(StageGroup(random.pick(["IIA", "II", "IV"]))).flatMap { $0 }
    diagnosis.edition = random.maybe(8)
    diagnosis.t = random.maybe(TNMCategory(random.pick(["T1", "T1c", "pT2", "TX"]), axis: .tumour))
      .flatMap { $0 }
    for _ in 0..<random.below(4) {
      let marker = random.pick([Biomarker.er, .her2IHC, .kras, .msi])
      if let finding = BiomarkerFinding(biomarker: marker, result: random.pick(marker.results)) {
        diagnosis.biomarkers.append(finding)
      }
    }
    var record = DonorRecord(
      interest: Interest(source: .clinician, expressedOn: CivilDay(daysSinceEpoch: 20_000)),
      sex: random.pick(Sex.allCases), country: random.maybe(random.pick(["US", "DE"])),
      postcode3: random.maybe(random.pick(["350", "036", "1", "far too long"])),
      vitalStatus: random.pick([.alive, .dead]),
      tumours: [TumourRecord(diagnosis: diagnosis, age: random.maybe(random.below(99)))])
    record.tissue = (0..<random.below(3)).map { _ in
      Specimen(kind: random.pick(TissueKind.allCases))
    }
    return record
  }

  @Test(arguments: 0..<40)
  func `codes and records give one table`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var (byCodes, byRecords) = (Cohort(), Cohort())
    var keys = MemberKeys()
    var packed = 0
    var members: [CohortMember] = []
    for number in 0..<60 {
      let record = try record(&random)
      let member = CohortMember(
        donor: Int64(number), pseudonym: Int64(number), record: record,
        tumour: record.tumours[0])
      members.append(member)
      byRecords.append(member)
      guard let donor = PackedDonor(record) else {
        byCodes.append(member)
        continue
      }
      packed += 1
      keys.take(donor, tumour: 0)
      byCodes.append(member.donor, pseudonym: member.pseudonym, keys) { member }
    }
    #expect(packed > 10, "seed \(seed)")
    for cohort in [byCodes, byRecords] {
      for recorded in try cohort.recorded() {
        let texts = recorded.values.codes.map { recorded.values.values[$0] }
        #expect(
          texts == members.map { recorded.column.value($0) },
          "seed \(seed), \(recorded.column.name)")
      }
    }
  }
}
