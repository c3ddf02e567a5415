import Testing

@testable import RegistryCrypto

struct SecretTests {
  @Test func `moving bytes leaves zeros behind`() {
    var bytes: [UInt8] = [1, 2, 3]
    let secret = Secret(moving: &bytes)
    #expect(bytes == [0, 0, 0])
    #expect(secret.count == 3)
    #expect(secret.matches(Secret(copying: [1, 2, 3])) == true)
  }

  @Test func `a duplicate outlives its original`() {
    func make() -> Secret { Secret(copying: [4, 5]).duplicate() }
    let duplicate = make()
    #expect(duplicate.withBytes { [$0[0], $0[1]] } == [4, 5])
  }

  @Test func `secrets match only when length and every byte agree`() {
    let secret = Secret(copying: [1, 2, 3])
    for other: [UInt8] in [[], [1, 2], [1, 2, 4], [0, 2, 3], [1, 2, 3, 0]] {
      #expect(secret.matches(Secret(copying: other)) == false)
    }
    #expect(Secret(copying: []).matches(Secret(copying: [])) == true)
  }

  @Test func `random secrets are of the length asked for and differ`() throws {
    let first = try Secret.random(count: 32)
    let second = try Secret.random(count: 32)
    #expect(first.count == 32)
    #expect(first.matches(second) == false)
  }

  @Test func `a filling that fails is an error`() {
    #expect(throws: CryptoError.failed(operation: "try")) {
      _ = try unsafe Secret(count: 4, operation: "try") { _ in false }
    }
  }

  @Test func `comparison agrees with equality for all short strings`() {
    let strings: [[UInt8]] = [[], [0], [1], [0, 0], [0, 1], [1, 0], [1, 1]]
    for left in strings {
      for right in strings {
        #expect(areEqual(left, right) == (left == right))
      }
    }
  }

  @Test func `cleansing an array writes zeros over it, and an empty one is no harm`() {
    var bytes: [UInt8] = [1, 2]
    cleanse(&bytes)
    #expect(bytes == [0, 0])
    var none: [UInt8] = []
    cleanse(&none)
    #expect(none.isEmpty)
  }
}

/// Comparison of arrays, because a test macro cannot hold a span.
func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  constantTimeEqual(left.span, right.span)
}

struct SecureRandomTests {
  @Test(arguments: [0, 1, 12, 1024, 1025, 5000]) func `as many bytes come as are asked for`(
    count: Int
  ) throws {
    #expect(try SecureRandom().bytes(count).count == count)
  }

  @Test func `a hundred thousand numbers over many blocks do not repeat`() throws {
    let random = try SecureRandom()
    var seen: Set<UInt64> = []
    for _ in 0..<100_000 { seen.insert(random.next()) }
    #expect(seen.count == 100_000)
  }

  @Test func `every bit comes up about half of the time`() throws {
    let random = try SecureRandom()
    var counts = [Int](repeating: 0, count: 64)
    for _ in 0..<20_000 {
      let value = random.next()
      for bit in 0..<64 where value >> UInt64(bit) & 1 == 1 { counts[bit] += 1 }
    }
    // Six standard deviations of a fair coin: a failure once in about ten million runs.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 425 })
  }
}

struct CryptoErrorTests {
  @Test func `every error is one lower-case sentence without a full stop`() {
    let errors: [CryptoError] = [
      .unavailable(algorithm: "X"), .failed(operation: "seal"),
      .wrongLength(of: "the key", expected: 1, actual: 2), .authenticationFailed,
      .selfTestFailed(algorithm: "X"), .unacceptablePublicKey,
    ]
    for error in errors {
      let text = error.description
      #expect(text.first?.isLowercase == true && text.last != ".")
      #expect(!text.contains("\n"))
    }
  }
}
