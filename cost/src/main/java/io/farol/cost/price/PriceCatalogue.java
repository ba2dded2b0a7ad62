// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import io.farol.cost.price.Finding.Found;
import io.farol.cost.price.Finding.Missing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All price books together, asked by provider, name and moment. A team's own books go before those
/// in the jar, and one of the same name replaces it. Immutable but for a bounded memory of names
/// already looked up; safe for many threads.
public final class PriceCatalogue {

  /// Model names come from outside: past this many the memory starts anew.
  private static final int REMEMBERED = 4_096;

  private final List<PriceBook> books;
  private final Providers providers = Providers.shipped();
  private final PaidPlatforms paid = PaidPlatforms.shipped();
  private final Map<String, List<PriceBook>> byProvider = new HashMap<>();
  private final Map<Asked, List<Offer>> offers = new ConcurrentHashMap<>();

  private PriceCatalogue(List<PriceBook> books) {
    this.books = List.copyOf(books);
    Map<String, Set<PriceBook>> sellers = new HashMap<>();
    for (PriceBook book : books) {
      for (String provider : book.providers()) {
        sellers.computeIfAbsent(providers.key(provider), key -> new LinkedHashSet<>()).add(book);
      }
    }
    sellers.forEach((key, theirs) -> byProvider.put(key, List.copyOf(theirs)));
  }

  /// The books in the jar.
  public static PriceCatalogue shipped() {
    return new PriceCatalogue(PriceBooks.shipped());
  }

  /// The books in the jar, and before them those of a directory, which need not exist.
  ///
  /// @throws PriceBookException with everything that is wrong with the directory's books
  public static PriceCatalogue withDirectory(Path directory) {
    return shipped().preferring(PriceBooks.in(directory));
  }

  /// These books alone.
  public static PriceCatalogue of(List<PriceBook> books) {
    return new PriceCatalogue(books);
  }

  /// The same catalogue with further books that go first; a book of the same name is replaced.
  public PriceCatalogue preferring(List<PriceBook> further) {
    Map<String, PriceBook> byName = new LinkedHashMap<>();
    further.forEach(book -> byName.put(book.name(), book));
    books.forEach(book -> byName.putIfAbsent(book.name(), book));
    return new PriceCatalogue(List.copyOf(byName.values()));
  }

  public List<PriceBook> books() {
    return books;
  }

  /// The price of a model.
  ///
  /// @param provider any of its names
  /// @param names what the model is called, the surest first: the one that answered, the one asked
  ///   for; empty when nobody said
  /// @param at when it was used
  /// @param serviceTier the provider's word, or null for the standard
  public Finding findModel(
      String provider, List<String> names, Instant at, @Nullable String serviceTier) {
    String key = providers.key(provider);
    List<PriceBook> own = booksOf(key);
    if (own.isEmpty()) {
      return new Missing("no price book for provider " + provider);
    }
    if (names.isEmpty()) {
      return new Missing("nobody said which model it was");
    }
    Optional<Tier> tier = Tier.named(serviceTier);
    if (tier.isEmpty()) {
      return new Missing("service tier " + serviceTier + " is not paid by the unit");
    }
    Missing missing = null;
    for (String name : names) {
      for (Offer offer : offers(key, name)) {
        Finding finding = offer.at(at, tier.get());
        if (finding instanceof Found) {
          return finding;
        }
        if (missing == null && finding instanceof Missing reason) {
          missing = reason;
        }
      }
    }
    return missing != null
        ? missing
        : new Missing(
            "price book " + own.getFirst().name() + " does not list model " + names.getFirst());
  }

  /// The price of a sku by the name that a book gives it, else of a model of that name.
  public Finding findSku(String provider, String sku, Instant at) {
    for (PriceBook book : booksOf(providers.key(provider))) {
      for (Sku listed : book.skus()) {
        if (listed.name().equals(sku)) {
          return new Offer(book, listed).at(at, Tier.STANDARD);
        }
      }
    }
    return findModel(provider, List.of(sku), at, null);
  }

  /// What a call costs that is not a call of a model.
  ///
  /// @param platform any of its names
  /// @param texts where the call's path may stand: operation, integration, URL
  public CallFinding findCall(String platform, List<String> texts, Instant at) {
    String text = String.join("\n", texts);
    PriceBook product = null;
    for (PriceBook book : booksOf(providers.key(platform))) {
      if (book.terms().freeCalls() != null && book.terms().freeCalls().matcher(text).find()) {
        return new CallFinding.Free();
      }
      for (Sku sku : book.skus()) {
        CallMatch calls = sku.calls();
        if (calls == null) {
          continue;
        }
        product = book;
        if (calls.operation().matcher(text).find()) {
          return switch (new Offer(book, sku).at(at, Tier.STANDARD)) {
            case Found found -> new CallFinding.Listed(found, calls);
            case Missing missing ->
                new CallFinding.Unlisted(List.of(Kind.QUERY), true, missing.reason());
          };
        }
      }
    }
    if (product != null) {
      return new CallFinding.Unlisted(
          List.of(Kind.QUERY),
          true,
          "price book " + product.name() + " does not list this product");
    }
    return paid.find(providers.key(platform), text, providers);
  }

  /// What a message costs that the platform has delivered.
  ///
  /// @param platform any of its names
  /// @param category the platform's word
  /// @param country of who received it, two capitals, or null when nobody said
  public Finding findMessage(
      String platform, String category, @Nullable String country, Instant at) {
    List<PriceBook> own = booksOf(providers.key(platform));
    if (own.isEmpty()) {
      return new Missing("no price book for provider " + platform);
    }
    if (country == null) {
      return new Missing("nobody said to which country it went");
    }
    for (PriceBook book : own) {
      for (Sku sku : book.skus()) {
        if (sku.messages() != null
            && sku.messages().categories().contains(category)
            && sku.messages().countries().contains(country)) {
          return new Offer(book, sku).at(at, Tier.STANDARD);
        }
      }
    }
    return new Missing(
        "price book %s does not list %s messages to %s"
            .formatted(own.getFirst().name(), category, country));
  }

  /// The book that speaks for a provider first, if any.
  public Optional<PriceBook> bookOf(String provider) {
    return booksOf(providers.key(provider)).stream().findFirst();
  }

  /// Who charges for a call: the platform it went to where that is a known seller, else the
  /// provider whose format it spoke, since many speak OpenAI's.
  public String seller(@Nullable String platform, String provider) {
    return platform != null && (providers.knows(platform) || bookOf(platform).isPresent())
        ? platform
        : provider;
  }

  /// True for models that run on machines of one's own, where no list names a price.
  public boolean isSelfHosted(String provider) {
    return providers.isSelfHosted(provider);
  }

  int remembered() {
    return offers.size();
  }

  private List<PriceBook> booksOf(String key) {
    return byProvider.getOrDefault(key, List.of());
  }

  private List<Offer> offers(String key, String name) {
    if (offers.size() > REMEMBERED) {
      offers.clear();
    }
    return offers.computeIfAbsent(new Asked(key, name), this::lookUp);
  }

  /// The name as it came goes before its other forms, a preferred book with all it resells before
  /// the next book.
  private List<Offer> lookUp(Asked asked) {
    List<Offer> found = new ArrayList<>();
    List<PriceBook> own = booksOf(asked.key());
    for (String form : ModelName.forms(asked.name(), asked.key(), providers)) {
      for (PriceBook book : own) {
        book.skuFor(form).ifPresent(sku -> found.add(new Offer(book, sku)));
        for (String other : book.resells()) {
          for (PriceBook theirs : booksOf(providers.key(other))) {
            theirs.skuFor(form).ifPresent(sku -> found.add(new Offer(theirs, sku)));
          }
        }
      }
    }
    return List.copyOf(found);
  }

  private record Asked(String key, String name) {}

  private record Offer(PriceBook book, Sku sku) {
    Finding at(Instant at, Tier tier) {
      Optional<DatedPrices> prices = sku.pricesAt(at);
      if (prices.isEmpty()) {
        return new Missing(
            "price book %s has no price of %s for that day".formatted(book.name(), sku.name()));
      }
      if (!prices.get().tiers().containsKey(tier)) {
        return new Missing(
            "price book %s has no %s price of %s".formatted(book.name(), tier.key(), sku.name()));
      }
      return new Found(book, sku, prices.get(), tier);
    }
  }
}
