import Domain
import Testing

struct `Packed states` {
  @Test(arguments: ConsentScope.allCases)
  func `every state of every scope is kept apart from its neighbours`(scope: ConsentScope) {
    for background in ConsentState.allCases {
      var states = PackedStates()
      for other in ConsentScope.allCases { states[other] = background }
      for state in ConsentState.allCases {
        states[scope] = state
        for other in ConsentScope.allCases {
          #expect(states[other] == (other == scope ? state : background))
        }
        #expect(PackedStates(rawValue: states.rawValue) == states)
      }
    }
  }

  @Test func `the scopes in a state are exactly those`() {
    var states = PackedStates()
    for scope in ConsentScope.allCases {
      states[scope] = ConsentState.allCases[Int(scope.rawValue) % ConsentState.allCases.count]
    }
    for state in ConsentState.allCases {
      let expected = ConsentScope.allCases.filter { states[$0] == state }
      #expect(Array(states.scopes(in: state)) == expected)
    }
    #expect(states.permitted == states.scopes(in: .permitted))
    #expect(PackedStates().scopes(in: .notAsked) == .all)
    #expect(PackedStates().permitted.isEmpty)
  }

  @Test func `a nibble that is no state is refused wherever it stands`() {
    for place in 0..<16 {
      for nibble: UInt64 in 0...15 {
        let isState = nibble <= 9
        #expect((PackedStates(rawValue: nibble << (4 * UInt64(place))) != nil) == isState)
      }
    }
  }

  @Test func `planes of bits make up the states`() {
    for first in ConsentState.allCases {
      for second in ConsentState.allCases {
        func plane(_ bit: UInt8) -> ScopeSet {
          var set = ScopeSet()
          for scope in ConsentScope.allCases {
            let state = scope.rawValue % 3 == 0 ? first : second
            if state.rawValue & bit != 0 { set.insert(scope) }
          }
          return set
        }
        let states = PackedStates(
          ones: plane(1), twos: plane(2), fours: plane(4), eights: plane(8))
        for scope in ConsentScope.allCases {
          #expect(states[scope] == (scope.rawValue % 3 == 0 ? first : second))
        }
      }
    }
  }

  @Test func `planes that make up no state permit nothing`() {
    let states = PackedStates(ones: .all, twos: .all, fours: [], eights: .all)
    #expect(states == PackedStates())
  }

  @Test func `the text names what was asked`() {
    var states = PackedStates()
    states[.bloodSample] = .withdrawn
    states[.xenograft] = .permitted
    #expect(states.description == "blood_sample: withdrawn, xenograft: permitted")
  }
}
