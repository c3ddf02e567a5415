import TestSupport
import Testing

@testable import Cohorts

struct AudienceTests {
  private let chain = Audience(shares: [("a", "b"), ("b", "c"), ("d", "c"), ("e", "f")])

  @Test func `what is handed on is handed on again`() {
    #expect(chain.holders(of: "a") == ["a", "b", "c"])
    #expect(chain.holders(of: "c") == ["c"])
    #expect(chain.holders(of: "nobody") == ["nobody"])
  }

  @Test func `releases meet wherever one may hold both`() {
    #expect(chain.meeting("a") == ["a", "b", "c", "d"])
    #expect(chain.meeting("c") == ["a", "b", "c", "d"])
    #expect(chain.meeting("e") == ["e", "f"])
    let fan = Audience(shares: [("a", "x"), ("a", "y")])
    #expect(fan.meeting("x") == ["a", "x", "y"])
  }

  @Test func `a ring ends`() {
    let ring = Audience(shares: [("a", "b"), ("b", "a")])
    #expect(ring.meeting("a") == ["a", "b"])
  }

  @Test(arguments: 0..<40)
  func `everybody's holdings are part of what each release of theirs was held against`(seed: UInt64)
  {
    var random = SeededGenerator(seed: seed)
    let names = (0..<7).map { "r\($0)" }
    let shares = (0..<Int.random(in: 0...9, using: &random)).map { _ in
      (
        giver: names.randomElement(using: &random) ?? "r0",
        taker: names.randomElement(using: &random) ?? "r1"
      )
    }
    let audience = Audience(shares: shares)
    for holder in names {
      let held = names.filter { audience.holders(of: $0).contains(holder) }
      for recipient in held {
        #expect(audience.meeting(recipient).isSuperset(of: held), "seed \(seed)")
      }
    }
  }
}
