internal import Domain

extension ConsentFold {
  /// Brings the effects of all events that exist at an instant into the order of the fold.
  mutating func gather(
    _ events: [ConsentEvent], _ range: Range<Int>, _ knownAt: Instant, through lastDay: Int32
  ) {
    facts.removeAll(keepingCapacity: true)
    voided.removeAll(keepingCapacity: true)
    // Fields are read one by one: copying an event would count references to its texts.
    for place in range
    where events[place].facts.kind == .void && events[place].recordedAt <= knownAt {
      if let target = events[place].facts.target { voided.append(target) }
    }
    for place in range
    where events[place].recordedAt <= knownAt
      && events[place].facts.effectiveFrom.daysSinceEpoch <= lastDay
    {
      if voided.isEmpty || !voided.contains(events[place].sequence) {
        take(events, place, knownAt)
      }
    }
    sort()
  }

  private mutating func take(_ events: [ConsentEvent], _ place: Int, _ knownAt: Instant) {
    let kind = events[place].facts.kind
    let day = events[place].facts.effectiveFrom.daysSinceEpoch
    let signer = events[place].facts.signer
    guard kind.carriesAnswers else {
      let isAbsorbing = events[place].facts.level == .noFurtherUse
      if let effect = Effect(of: kind, isAbsorbing: isAbsorbing, signer: signer) {
        add(effect, on: day, events[place].facts.scopes)
      }
      return
    }
    add(.decline, on: day, events[place].facts.declined)
    let permitted = events[place].facts.permitted
    guard !permitted.isEmpty else { return }
    lastForm = forms.place(of: events[place].facts.form, guess: lastForm, knownAt: knownAt)
    add(
      kind == .grant ? .grant : .renew, on: day, permitted, form: lastForm,
      isSignedForMinor: signer.endsAtMajority)
  }

  private mutating func add(
    _ effect: Effect, on day: Int32, _ scopes: ScopeSet, form: Int = -1,
    isSignedForMinor: Bool = false
  ) {
    guard !scopes.isEmpty else { return }
    facts.append(
      Fact(
        key: Int64(day) << 8 | Int64(effect.rawValue), scopes: scopes.rawValue,
        isSignedForMinor: isSignedForMinor, form: Int32(truncatingIfNeeded: form)))
  }

  /// Sorts by insertion, because a ledger is mostly in order already; long histories otherwise.
  private mutating func sort() {
    guard facts.count <= 48 else {
      facts.sort { $0.key < $1.key }
      return
    }
    var next = 1
    while next < facts.count {
      let fact = facts[next]
      var place = next
      while place > 0, facts[place - 1].key > fact.key {
        facts[place] = facts[place - 1]
        place -= 1
      }
      facts[place] = fact
      next += 1
    }
  }
}
