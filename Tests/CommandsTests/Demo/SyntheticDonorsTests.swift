import TestSupport
import Domain
import Registry
import Testing

@Suite struct SyntheticDonorsTests {
  private static let donors = SyntheticDonors(seed: 42)
  private static let sample = (0..<20_000).map(donors.donor)

  /// Vectors of the reference implementation, Vigna, splitmix64.c, seed 1234567.
  @Test func `SplitMix64 gives the numbers of the reference`() {
    var random = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in random.next() } == expected)
  }

  @Test func `numbers below a bound reach every value and none beyond`() {
    var random = SplitMix64(seed: 3)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[random.number(below: 7)] += 1 }
    #expect(counts.allSatisfy { (9500...10_500).contains($0) }, "seed 3: \(counts)")
    let range = (0..<1000).map { _ in random.number(in: -2...2) }
    #expect(Set(range) == [-2, -1, 0, 1, 2])
  }

  @Test func `a donor depends on seed and index alone`() {
    let again = SyntheticDonors(seed: 42)
    for index in [19_999, 0, 777] { #expect(again.donor(index) == Self.sample[index]) }
    #expect(SyntheticDonors(seed: 43).donor(0) != Self.sample[0])
  }

  @Test func `patient numbers and NHS numbers never repeat`() {
    #expect(Set(Self.sample.map(\.mrn)).count == Self.sample.count)
    let numbers = Self.sample.compactMap(\.nhsNumber)
    #expect(Set(numbers).count == numbers.count)
    #expect(numbers.count > Self.sample.count * 7 / 10)
    #expect(numbers.count < Self.sample.count * 9 / 10)
  }

  /// NHS Data Dictionary, "NHS NUMBER": the weighted sum with the check digit is divisible by 11.
  @Test func `NHS numbers are of the test range and carry their check digit`() {
    for number in Self.sample.compactMap(\.nhsNumber) {
      let digits = number.utf8.map { Int($0) - 48 }
      #expect(number.hasPrefix("999") && digits.count == 10)
      let sum = zip(digits, stride(from: 10, through: 1, by: -1)).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(sum % 11 == 0)
    }
  }

  @Test func `nobody is born on 1 January, and every day comes in its order`() {
    for donor in Self.sample {
      let (_, month, day) = donor.birthDate.components
      #expect(!(month == 1 && day == 1))
      guard let diagnosis = donor.diagnosis, let diagnosed = diagnosis.diagnosedOn else { continue }
      #expect(donor.birthDate < diagnosed)
      #expect(diagnosed < donor.interest.expressedOn)
      for finding in diagnosis.biomarkers {
        #expect(finding.observedOn.map { $0 > diagnosed } == true)
        #expect(finding.observedOn.map { $0 < donor.interest.expressedOn } == true)
      }
    }
  }

  @Test func `no postcode and no telephone number is anybody's`() {
    let neverInward = Set("CIKMOV")
    for donor in Self.sample {
      #expect(donor.postcode.suffix(2).contains(where: neverInward.contains))
      #expect(donor.phone.hasPrefix("07700 900"))
    }
  }

  @Test func `shares are those of the published tables`() {
    func percent(_ part: Int, of whole: Int) -> Double {
      Double(part * 100) / Double(max(1, whole))
    }
    let breast = Self.sample.filter { $0.diagnosis?.site.category == 50 }
    func share(_ marker: Biomarker, _ results: Set<BiomarkerResult>) -> Double {
      let tested = breast.compactMap { donor in
        donor.diagnosis?.biomarkers.first { $0.biomarker == marker && $0.result.isFinding }
      }
      return percent(tested.count { results.contains($0.result) }, of: tested.count)
    }
    #expect((81...85).contains(share(.er, [.positive])))
    #expect((11...14).contains(share(.her2IHC, [.score3])))
    #expect((97...100).contains(percent(breast.count { $0.sex == .female }, of: breast.count)))
    let ages = breast.compactMap { donor in
      donor.diagnosis?.diagnosedOn.map { donor.birthDate.wholeYears(until: $0) }
    }.sorted()
    #expect((61...65).contains(ages[ages.count / 2]))
    let prostate = Self.sample.filter { $0.diagnosis?.site.category == 61 }
    #expect(prostate.allSatisfy { $0.sex == .male } && prostate.count > 1000)
  }

  @Test func `the file has a row for each donor and one more for blood, and no odd row`() throws {
    let bytes = try Self.donors.csv(count: 500)
    let blood = Self.sample.prefix(500).count { $0.blood != nil }
    let lines = bytes.split(separator: 0x0A)
    #expect(lines.count == 1 + 500 + blood)
    #expect(blood > 20)
    #expect(try SyntheticDonors.csv(Self.sample.prefix(500)) == bytes)
    let commas = lines.map { $0.count { $0 == UInt8(ascii: ",") } }
    #expect(Set(commas).count == 1)
  }

  @Test func `the registry takes every row`() throws {
    let world = try TestWorld()
    world.run("init")
    let text = String(decoding: try Self.donors.csv(count: 300), as: UTF8.self)
    let run = world.run("import", try world.file("d.csv", text), "--format", "json")
    let summary = try run.object()
    #expect(run.status == 0)
    #expect(summary["rejected"] as? Int == 0)
    #expect(summary["warnings"] as? Int == 0)
    let donors = (summary["accepted"] as? Int ?? 0) - (summary["duplicates"] as? Int ?? 0)
    #expect(donors == 300)
  }
}
