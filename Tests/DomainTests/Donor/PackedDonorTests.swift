import Domain
import TestSupport
import Testing

/// Donors in codes of fixed width, read from canonical bytes without decoding them.
@Suite struct `Packed donors` {
  private static func bytes(_ findings: ClinicalFindings) -> [UInt8] {
    var writer = CanonicalWriter()
    findings.encode(into: &writer)
    return writer.bytes
  }

  private static func packed(_ findings: ClinicalFindings) -> PackedDonor? {
    PackedDonor(
      DonorRecord(
        interest: Interest(source: .donor, expressedOn: CivilDay(daysSinceEpoch: 20_000)),
        tumours: findings.tumours, tissue: findings.tissue, procedures: findings.procedures))
  }

  @Test(arguments: 0..<400)
  func `bytes give the codes that the record gives, or nothing`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var scanned = PackedDonor()
    for _ in 0..<4 {
      let findings = try `Forms of findings`.findings(&random)
      let bytes = Self.bytes(findings)
      let isTaken = scanned.take(findings: bytes.span)
      let isWhole = bytes.starts(with: [0xFF, 0xFF, 0xFF, 0xFF, 3])
      let expected = isWhole ? nil : Self.packed(findings)
      #expect(isTaken == (expected != nil), "seed \(seed)")
      guard let expected else { continue }
      #expect(scanned.tumours == expected.tumours, "seed \(seed)")
      #expect(scanned.tissue == expected.tissue, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<300)
  func `damaged bytes are taken only where they decode, and then as they decode`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let whole = Self.bytes(try `Forms of findings`.findings(&random))
    for _ in 0..<40 {
      var bytes = whole
      if random.oneIn(3) { bytes.removeLast(random.below(bytes.count)) }
      if random.oneIn(3) { bytes.append(UInt8(random.below(256))) }
      if !bytes.isEmpty { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      var scanned = PackedDonor()
      guard scanned.take(findings: bytes.span) else { continue }
      let decoded = try ClinicalFindings(decoding: bytes)
      let expected = try #require(Self.packed(decoded), "seed \(seed)")
      #expect(scanned.tumours == expected.tumours, "seed \(seed)")
      #expect(scanned.tissue == expected.tissue, "seed \(seed)")
    }
  }

  @Test func `texts of up to seven bytes have a number of their own`() throws {
    let texts = ["", "U", "US", "US\u{0}", "us", "350", "\u{0}", "1234567", "Ü1"]
    for text in texts {
      let short = try #require(ShortText(text))
      #expect(short.text == text)
      #expect(short != .none)
      #expect(ShortText(utf8: Array(text.utf8).span) == short)
    }
    #expect(Set(try texts.map { try #require(ShortText($0)) }).count == texts.count)
    #expect(ShortText(nil) == ShortText.none)
    #expect(ShortText("12345678") == nil)
    #expect(ShortText(utf8: Array("12345678".utf8).span) == nil)
    #expect(ShortText.none.text == nil)
  }
}
