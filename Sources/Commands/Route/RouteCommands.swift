internal import ArgumentParser

/// The command `tissuectl route`.
struct RouteCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route",
    abstract: "Find the programmes where a tumour can teach most, and say why.",
    discussion: """
      Example:
        tissuectl route run
      """,
    subcommands: [
      RouteRun.self, RouteExplain.self, RouteAllocate.self, RouteOffers.self,
      RouteOfferCommands.self, RouteDue.self,
    ])
}
