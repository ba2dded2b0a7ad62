// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Money;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes records of the model at random, by their components: every sealed case, every length of
/// list, null where it is allowed. It knows no record by name but [Money], so a new component is
/// made too.
final class Specimens {

  private static final int DEEP = 7;
  private static final int TRIES = 5_000;

  private final Random random;
  private final int nullsOfHundred;
  private final Supplier<String> texts;
  private final Set<String> textComponents = new TreeSet<>();
  private final List<String> made = new ArrayList<>();

  /// @param nullsOfHundred how many of a hundred nullable components are null
  Specimens(Random random, int nullsOfHundred, Supplier<String> texts) {
    this.random = random;
    this.nullsOfHundred = nullsOfHundred;
    this.texts = texts;
  }

  <T> T of(Class<T> type) {
    return type.cast(make(type, null, type.getSimpleName(), 0));
  }

  /// Every text that stands in what was made, in order.
  List<String> texts() {
    return made;
  }

  /// `Record.component` of every component that got a text.
  Set<String> textComponents() {
    return textComponents;
  }

  private Object make(Class<?> type, @Nullable AnnotatedType annotated, String place, int depth) {
    if (type == String.class) {
      textComponents.add(place);
      String text = texts.get();
      made.add(text);
      return text;
    }
    if (type == List.class) {
      return list(annotated, place, depth);
    }
    if (type == Map.class) {
      return map(annotated, place, depth);
    }
    if (type.isEnum()) {
      return pick(type.getEnumConstants());
    }
    if (type.isSealed()) {
      Class<?>[] cases = type.getPermittedSubclasses();
      return make(depth > DEEP ? cases[0] : pick(cases), null, place, depth);
    }
    if (type == Money.class) {
      return new Money(decimal(), pick(new String[] {"BRL", "USD"}));
    }
    return type.isRecord() ? record(type, depth) : number(type);
  }

  private Object record(Class<?> type, int depth) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    int before = made.size();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Object[] values =
          Arrays.stream(components).map(component -> component(type, component, depth)).toArray();
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        // a number it does not accept: another one is tried, with other texts
        made.subList(before, made.size()).clear();
      } catch (ReflectiveOperationException e) {
        throw new AssertionError("cannot make a " + type, e);
      }
    }
    throw new AssertionError("no valid " + type + " in " + TRIES + " tries");
  }

  private @Nullable Object component(Class<?> type, RecordComponent component, int depth) {
    AnnotatedType annotated = component.getAnnotatedType();
    if (annotated.isAnnotationPresent(Nullable.class) && random.nextInt(100) < nullsOfHundred) {
      return null;
    }
    String place = type.getSimpleName() + "." + component.getName();
    return make(component.getType(), annotated, place, depth + 1);
  }

  private List<Object> list(@Nullable AnnotatedType annotated, String place, int depth) {
    List<Object> list = new ArrayList<>();
    int size = depth > DEEP ? 0 : random.nextInt(4);
    for (int i = 0; i < size; i++) {
      list.add(make(argument(annotated, 0), null, place, depth + 1));
    }
    return list;
  }

  private Map<Object, Object> map(@Nullable AnnotatedType annotated, String place, int depth) {
    Map<Object, Object> map = new LinkedHashMap<>();
    int size = depth > DEEP ? 0 : random.nextInt(4);
    for (int i = 0; i < size; i++) {
      map.put(
          make(argument(annotated, 0), null, place + " key", depth + 1),
          make(argument(annotated, 1), null, place, depth + 1));
    }
    return map;
  }

  private static Class<?> argument(@Nullable AnnotatedType annotated, int index) {
    if (annotated instanceof AnnotatedParameterizedType parameterized) {
      Type argument = parameterized.getAnnotatedActualTypeArguments()[index].getType();
      return (Class<?>)
          (argument instanceof ParameterizedType generic ? generic.getRawType() : argument);
    }
    throw new AssertionError("no type argument in " + annotated);
  }

  private Object number(Class<?> type) {
    if (type == long.class || type == Long.class) {
      return whole();
    }
    if (type == int.class || type == Integer.class) {
      return random.nextInt(10) == 0 ? -random.nextInt(1_000) : random.nextInt(1 << 20);
    }
    if (type == double.class || type == Double.class) {
      return pick(
          new Double[] {0.0, -0.0, 0.1, 3.0, Double.NaN, Double.MIN_VALUE, random.nextDouble()});
    }
    if (type == boolean.class) {
      return random.nextBoolean();
    }
    if (type == BigDecimal.class) {
      return decimal();
    }
    throw new AssertionError("a specimen of " + type + " is not made yet");
  }

  private long whole() {
    return switch (random.nextInt(10)) {
      case 0 -> 0;
      case 1 -> Long.MAX_VALUE;
      case 2 -> random.nextLong();
      case 3 -> random.nextLong() >>> 1;
      default -> random.nextInt(1 << 20);
    };
  }

  private BigDecimal decimal() {
    return new BigDecimal(new BigInteger(1 + random.nextInt(90), random), random.nextInt(30) - 4)
        .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
  }

  private <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
